/** `npm run build:wasm`: compiles the kernels of the WebAssembly engine anew, after a change of their sources. */
import { writeFileSync } from 'node:fs';
import { compileWasm, WASM_FILE } from './compile-wasm.mjs';

const bytes = await compileWasm();
writeFileSync(new URL(`../${WASM_FILE}`, import.meta.url), bytes);
console.log(`${WASM_FILE}: ${bytes.length} bytes`);
