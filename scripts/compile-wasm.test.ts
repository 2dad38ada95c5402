import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { compileWasm, WASM_BUILDS } from './compile-wasm.mjs';

it.each(WASM_BUILDS)(
  '$file that ships is that of the sources: npm run build:wasm after a change',
  async (build) => {
    const shipped = readFileSync(new URL(`../${build.file}`, import.meta.url));
    expect(shipped.equals(await compileWasm(build))).toBe(true);
  },
);
