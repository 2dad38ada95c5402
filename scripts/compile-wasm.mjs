import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Where the module lies that the engine loads. */
export const WASM_FILE = 'src/model/wasm/network.wasm';

/** Plain SIMD: fused multiply-add would be faster and round differently from machine to machine. */
const OPTIONS = [
  'src/model/wasm/assembly/network.ts',
  ...['--outFile', WASM_FILE],
  ...['--optimizeLevel', '3', '--converge', '--noAssert'],
  ...['--enable', 'simd', '--runtime', 'stub', '--initialMemory', '1'],
];

/**
 * Compiles the kernels of the WebAssembly engine. Equal sources give equal bytes.
 * @returns {Promise<Uint8Array>}
 */
export async function compileWasm() {
  /** @type {Uint8Array[]} */
  const written = [];
  const { error } = await asc.main([...OPTIONS, '--baseDir', root], {
    stderr: process.stderr,
    writeFile: (name, contents) => {
      if (name === WASM_FILE && typeof contents !== 'string') written.push(contents);
    },
  });
  if (error !== null) throw error;
  const [bytes] = written;
  if (bytes === undefined) throw new Error('AssemblyScript wrote nothing.');
  return bytes;
}
