import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * The modules that the engine loads, and what each may use beside SIMD: relaxed SIMD has fused multiply-add, which is
 * faster and rounds differently from machine to machine.
 * @type {readonly { file: string, features: readonly string[] }[]}
 */
export const WASM_BUILDS = [
  { file: 'src/model/wasm/network.wasm', features: [] },
  { file: 'src/model/wasm/network-relaxed.wasm', features: ['relaxed-simd'] },
];

const OPTIONS = [
  'src/model/wasm/assembly/network.ts',
  ...['--optimizeLevel', '3', '--converge', '--noAssert'],
  ...['--enable', 'simd', '--runtime', 'stub', '--initialMemory', '1'],
];

/**
 * Compiles the kernels of the WebAssembly engine. Equal sources give equal bytes.
 * @param {{ file: string, features: readonly string[] }} build
 * @returns {Promise<Uint8Array>}
 */
export async function compileWasm({ file, features }) {
  const enabled = features.flatMap((feature) => ['--enable', feature]);
  /** @type {Uint8Array[]} */
  const written = [];
  const { error } = await asc.main([...OPTIONS, ...enabled, '--outFile', file, '--baseDir', root], {
    stderr: process.stderr,
    writeFile: (name, contents) => {
      if (name === file && typeof contents !== 'string') written.push(contents);
    },
  });
  if (error !== null) throw error;
  const [bytes] = written;
  if (bytes === undefined) throw new Error('AssemblyScript wrote nothing.');
  return bytes;
}
