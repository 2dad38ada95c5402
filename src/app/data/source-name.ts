import { sourcesMessages } from '../messages/sources.ts';

/** A source as people read it: a tidy CSV need not name any. */
export function nameSource(source: string): string {
  return source === '' ? sourcesMessages.unnamed : source;
}
