import type { Persona, PersonaName, PersonaRequest } from './persona.ts';

export function generatePersona(name: PersonaName, request: PersonaRequest): Persona {
  throw new Error(`not yet: ${name} ${String(request.days)}`);
}
