/** `npm run build:wasm`: compiles the kernels of the WebAssembly engine anew, after a change of their sources. */
import { writeFileSync } from 'node:fs';
import { compileWasm, WASM_BUILDS } from './compile-wasm.mjs';

for (const build of WASM_BUILDS) {
  const bytes = await compileWasm(build);
  writeFileSync(new URL(`../${build.file}`, import.meta.url), bytes);
  console.log(`${build.file}: ${bytes.length} bytes`);
}
