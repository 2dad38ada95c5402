import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { compileWasm, WASM_FILE } from './compile-wasm.mjs';

it('the kernels that ship are those of the sources: npm run build:wasm after a change', async () => {
  const shipped = readFileSync(new URL(`../${WASM_FILE}`, import.meta.url));
  expect(shipped.equals(await compileWasm())).toBe(true);
});
