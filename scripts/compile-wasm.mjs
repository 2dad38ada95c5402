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
  /** @type {Uint8Array | null} */
  let bytes = null;
  const { error, stderr } = await asc.main([...OPTIONS, '--baseDir', root], {
    writeFile: (name, contents) => {
      if (name === WASM_FILE && typeof contents !== 'string') bytes = contents;
    },
  });
  if (error !== null) throw new Error(`AssemblyScript: ${error.message}\n${stderr.toString()}`);
  if (bytes === null) throw new Error('AssemblyScript wrote nothing.');
  return bytes;
}
