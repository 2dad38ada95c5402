import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * The modules that are shipped, and what each may use beside SIMD: relaxed SIMD has fused multiply-add, which is faster
 * and rounds differently from machine to machine.
 * @type {readonly { file: string, source: string, features: readonly string[] }[]}
 */
export const WASM_BUILDS = [
  { file: 'src/model/wasm/network.wasm', source: 'src/model/wasm/assembly/network.ts', features: [] },
  {
    file: 'src/model/wasm/network-relaxed.wasm',
    source: 'src/model/wasm/assembly/network.ts',
    features: ['relaxed-simd'],
  },
  { file: 'src/importers/wasm/inflate.wasm', source: 'src/importers/wasm/assembly/inflate.ts', features: [] },
];

const OPTIONS = [
  ...['--optimizeLevel', '3', '--converge', '--noAssert'],
  ...['--enable', 'simd', '--runtime', 'stub', '--initialMemory', '1'],
];

/**
 * Compiles one of them. Equal sources give equal bytes.
 * @param {{ file: string, source: string, features: readonly string[] }} build
 * @returns {Promise<Uint8Array>}
 */
export async function compileWasm({ file, source, features }) {
  const enabled = features.flatMap((feature) => ['--enable', feature]);
  /** @type {Uint8Array[]} */
  const written = [];
  const { error } = await asc.main([source, ...OPTIONS, ...enabled, '--outFile', file, '--baseDir', root], {
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
