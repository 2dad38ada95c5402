/** What assembly/inflate.ts exports; what each does stands there. Addresses and lengths are in bytes. */
export interface InflateKernel {
  readonly memory: WebAssembly.Memory;
  reset(): void;
  inputPlace(): number;
  inputRoom(): number;
  addInput(count: number, last: boolean): void;
  inflate(): number;
  outputPlace(): number;
  outputLength(): number;
  outputChecksum(): number;
}

/** What `inflate` answers. */
export const INFLATE_ANSWER = { needsInput: 0, hasOutput: 1, ended: 2, damaged: -1 } as const;

let compiling: Promise<WebAssembly.Module | null> | null = null;
/** Not in use; a reading that is left early gives its own back. */
const idle: InflateKernel[] = [];

/** A kernel to be given back by `releaseKernel`; null where WebAssembly cannot be had here. */
export async function takeKernel(): Promise<InflateKernel | null> {
  const free = idle.pop();
  if (free !== undefined) return free;
  compiling ??= compile();
  const module = await compiling;
  if (module === null) {
    // Whatever failed may work the next time, a lost connection for one.
    compiling = null;
    return null;
  }
  const { exports } = await WebAssembly.instantiate(module, {});
  // WebAssembly knows no types of what a module exports; the sources beside this file do.
  return exports as unknown as InflateKernel;
}

export function releaseKernel(kernel: InflateKernel): void {
  idle.push(kernel);
}

async function compile(): Promise<WebAssembly.Module | null> {
  try {
    return await WebAssembly.compile(await readModule());
  } catch {
    return null;
  }
}

async function readModule(): Promise<BufferSource> {
  const url = new URL('./inflate.wasm', import.meta.url);
  if (url.protocol === 'file:') return await readFromDisk(url);
  const response = await fetch(url);
  if (!response.ok) throw new Error(`the server answered ${String(response.status)}`);
  return await response.arrayBuffer();
}

/** In Node, whose `fetch` knows no files; asked for at run time, for a browser's bundle must not name `node:fs`. */
async function readFromDisk(url: URL): Promise<BufferSource> {
  return new Uint8Array(await process.getBuiltinModule('node:fs/promises').readFile(url));
}
