import { err, ok, type Result } from './result.ts';
import type { EngineState, NamedArray } from './model-version.ts';
import type { Fault } from './training-job.ts';

/** Where one array lies in the bytes: 32-bit floats, little-endian, row-major, from `byteOffset` on. */
export interface ArrayEntry {
  readonly name: string;
  readonly shape: readonly number[];
  readonly byteOffset: number;
}

/** What the bytes of an encoded state mean; plain JSON. */
export interface StateIndex {
  readonly byteLength: number;
  readonly step: number;
  readonly parameters: readonly ArrayEntry[];
  readonly firstMoments: readonly ArrayEntry[];
  readonly secondMoments: readonly ArrayEntry[];
}

export type BadArtifacts = Extract<Fault, { readonly kind: 'badArtifacts' }>;

const BYTES_PER_FLOAT = 4;
const ROLES = ['parameters', 'firstMoments', 'secondMoments'] as const;

/** Packs a state into one run of bytes and the index that `decodeState` needs; bit-exact, NaN payloads aside. */
export function encodeState(state: EngineState): { bytes: Uint8Array<ArrayBuffer>; index: StateIndex } {
  let byteLength = 0;
  const place = (array: NamedArray): ArrayEntry => {
    const entry = { name: array.name, shape: [...array.shape], byteOffset: byteLength };
    byteLength += array.values.length * BYTES_PER_FLOAT;
    return entry;
  };
  const parameters = state.parameters.map(place);
  const firstMoments = state.firstMoments.map(place);
  const secondMoments = state.secondMoments.map(place);
  const bytes = new Uint8Array(byteLength);
  let offset = 0;
  for (const { values } of ROLES.flatMap((role) => state[role])) {
    bytes.set(toLittleEndian(values), offset);
    offset += values.length * BYTES_PER_FLOAT;
  }
  return { bytes, index: { byteLength, step: state.step, parameters, firstMoments, secondMoments } };
}

/**
 * Unpacks what `encodeState` packed. `badArtifacts` says what was expected and what was found: another length, a
 * missing or ill-shaped array, an offset outside the bytes, moments that do not match the parameters, a step that is
 * no count, a value that is not finite. The arrays are copies: the bytes may be let go.
 */
export function decodeState(bytes: Uint8Array, index: StateIndex): Result<EngineState, BadArtifacts> {
  const problem = findProblem(bytes, index);
  if (problem !== null) return err(badArtifacts(problem));
  const read = (entry: ArrayEntry): NamedArray => readArray(bytes, entry);
  const state: EngineState = {
    parameters: index.parameters.map(read),
    firstMoments: index.firstMoments.map(read),
    secondMoments: index.secondMoments.map(read),
    step: index.step,
  };
  const spoiled = ROLES.flatMap((role) => state[role]).find((array) => !array.values.every(Number.isFinite));
  return spoiled === undefined ? ok(state) : err(badArtifacts(describeSpoiled(spoiled)));
}

function badArtifacts(reason: string): BadArtifacts {
  return { kind: 'badArtifacts', reason };
}

function describeSpoiled(array: NamedArray): string {
  const at = array.values.findIndex((value) => !Number.isFinite(value));
  return `expected finite numbers in ${array.name}, found ${String(array.values[at])} at position ${String(at)}`;
}

function findProblem(bytes: Uint8Array, index: StateIndex): string | null {
  if (bytes.byteLength !== index.byteLength) {
    return `expected ${String(index.byteLength)} bytes of weights, found ${String(bytes.byteLength)}`;
  }
  if (!Number.isSafeInteger(index.step) || index.step < 0) {
    return `expected a count of finished updates, found ${String(index.step)}`;
  }
  for (const role of ROLES) {
    const problem = findMismatch(role, index[role], index.parameters) ?? findMisplaced(index[role], bytes);
    if (problem !== null) return problem;
  }
  return findTotalMismatch(index);
}

function findTotalMismatch(index: StateIndex): string | null {
  const listed = ROLES.flatMap((role) => index[role]).reduce((sum, entry) => sum + byteLengthOf(entry), 0);
  if (listed === index.byteLength) return null;
  return `expected arrays of ${String(index.byteLength)} bytes in all, found ${String(listed)}`;
}

function findMismatch(
  role: string,
  entries: readonly ArrayEntry[],
  parameters: readonly ArrayEntry[],
): string | null {
  if (entries.length !== parameters.length) {
    return `expected ${String(parameters.length)} arrays in ${role}, found ${String(entries.length)}`;
  }
  for (const [position, parameter] of parameters.entries()) {
    const found = entries[position];
    if (found === undefined || describeEntry(found) !== describeEntry(parameter)) {
      const foundText = found === undefined ? 'nothing' : describeEntry(found);
      return `expected ${describeEntry(parameter)} in ${role}, found ${foundText}`;
    }
  }
  return null;
}

function findMisplaced(entries: readonly ArrayEntry[], bytes: Uint8Array): string | null {
  for (const entry of entries) {
    if (!entry.shape.every((size) => Number.isSafeInteger(size) && size > 0)) {
      return `expected positive whole sizes, found ${describeEntry(entry)}`;
    }
    const end = entry.byteOffset + byteLengthOf(entry);
    if (!Number.isSafeInteger(entry.byteOffset) || entry.byteOffset < 0 || end > bytes.byteLength) {
      const found = `${String(entry.byteOffset)} to ${String(end)}`;
      return `expected ${entry.name} within ${String(bytes.byteLength)} bytes, found it at ${found}`;
    }
  }
  return null;
}

function describeEntry(entry: ArrayEntry): string {
  return `${entry.name} [${entry.shape.join(', ')}]`;
}

function byteLengthOf(entry: ArrayEntry): number {
  return entry.shape.reduce((product, size) => product * size, 1) * BYTES_PER_FLOAT;
}

function readArray(bytes: Uint8Array, entry: ArrayEntry): NamedArray {
  const copy = bytes.slice(entry.byteOffset, entry.byteOffset + byteLengthOf(entry));
  return { name: entry.name, shape: [...entry.shape], values: fromLittleEndian(copy) };
}

/** Whole arrays are copied, which is a hundred times faster than value by value; all but museum pieces store them so. */
const LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

function toLittleEndian(values: Float32Array): Uint8Array {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return LITTLE_ENDIAN ? bytes : swapBytes(bytes.slice());
}

/** Takes `bytes` over. */
function fromLittleEndian(bytes: Uint8Array<ArrayBuffer>): Float32Array {
  return new Float32Array((LITTLE_ENDIAN ? bytes : swapBytes(bytes)).buffer);
}

function swapBytes<Buffer extends ArrayBufferLike>(bytes: Uint8Array<Buffer>): Uint8Array<Buffer> {
  for (let at = 0; at < bytes.length; at += BYTES_PER_FLOAT)
    bytes.subarray(at, at + BYTES_PER_FLOAT).reverse();
  return bytes;
}
