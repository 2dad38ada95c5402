import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const compressBrotli = promisify(brotliCompress);
const compressGzip = promisify(gzip);

const COMPRESSIBLE = /\.(html|js|css|json|svg|wasm|csv|txt|map|webmanifest|bin)$/;

/** Smaller files fit one network packet either way. */
const MINIMUM_BYTES = 1024;

/**
 * Writes `file.br` and `file.gz` beside every compressible file of a folder, at the highest levels: it happens once
 * per build, and serving then costs no arithmetic. A copy that would not be smaller is not kept.
 * @param {string} folder
 */
export async function precompressFolder(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && COMPRESSIBLE.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  await Promise.all(paths.map(precompressFile));
}

/** @param {string} path */
async function precompressFile(path) {
  const bytes = await readFile(path);
  if (bytes.length < MINIMUM_BYTES) return;
  await Promise.all([
    compressBrotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).then((packed) =>
      keepIfSmaller(`${path}.br`, packed, bytes),
    ),
    compressGzip(bytes, { level: 9 }).then((packed) => keepIfSmaller(`${path}.gz`, packed, bytes)),
  ]);
}

/**
 * @param {string} path
 * @param {Uint8Array} packed
 * @param {Uint8Array} original
 */
async function keepIfSmaller(path, packed, original) {
  if (packed.length < original.length) await writeFile(path, packed);
  else await rm(path, { force: true });
}
