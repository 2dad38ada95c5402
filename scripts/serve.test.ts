import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { precompressFolder } from './precompress.mjs';
import { SECURITY_HEADERS } from './security-headers.mjs';
import { serveFolder } from './serve.mjs';

const SCRIPT = 'console.log("something that repeats");\n'.repeat(100);

let folder = '';
let served: Awaited<ReturnType<typeof serveFolder>>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pulsecast-serve-'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html>');
  writeFileSync(join(folder, 'assets', 'main-Ab3dEf7h.js'), SCRIPT);
  await precompressFolder(folder);
  served = await serveFolder(folder, 0);
});

afterAll(async () => {
  await served.close();
  rmSync(folder, { recursive: true });
});

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

function ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port: served.port, path, headers, method }, (response) => {
      text(response).then((body) => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
      }, reject);
    })
      .on('error', reject)
      .end();
  });
}

describe('the server', () => {
  it.each([
    ['the page', '/', 200],
    ['a script', '/assets/main-Ab3dEf7h.js', 200],
    ['a missing file', '/missing.js', 404],
  ])('sends every security header with %s', async (_, path, status) => {
    const answer = await ask(path);
    expect(answer.status).toBe(status);
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) {
      expect(answer.headers[name.toLowerCase()]).toBe(value);
    }
  });

  it('sends the copy that the browser can unpack', async () => {
    const path = '/assets/main-Ab3dEf7h.js';
    const encodings = await Promise.all(
      ['gzip, deflate, br', 'gzip', 'identity'].map(async (accepted) => {
        const { headers } = await ask(path, { 'Accept-Encoding': accepted });
        return [headers['content-encoding'], headers['content-type']];
      }),
    );
    expect(encodings).toEqual([
      ['br', 'text/javascript'],
      ['gzip', 'text/javascript'],
      [undefined, 'text/javascript'],
    ]);
    expect((await ask(path)).body).toBe(SCRIPT);
  });

  it('lets browsers keep hashed files and ask again for the others', async () => {
    expect((await ask('/assets/main-Ab3dEf7h.js')).headers['cache-control']).toContain('immutable');
    const page = await ask('/');
    expect(page.headers['cache-control']).toBe('no-cache');
    expect((await ask('/', { 'If-None-Match': page.headers.etag ?? '' })).status).toBe(304);
  });

  it('answers nothing but files of the folder, and nothing but reading', async () => {
    expect((await ask('/../package.json')).status).toBe(404);
    expect((await ask('/%2e%2e/package.json')).status).toBe(404);
    expect((await ask('/', {}, 'POST')).status).toBe(405);
  });

  it('answers a request for a byte range with the whole file', async () => {
    const answer = await ask('/assets/main-Ab3dEf7h.js', { Range: 'bytes=9-2' });
    expect([answer.status, answer.body]).toEqual([200, SCRIPT]);
  });

  it('says when its port is taken', async () => {
    await expect(serveFolder(folder, served.port)).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});

describe('the compressed copies', () => {
  it('unpack to the file they stand for, and small files have none', () => {
    const path = join(folder, 'assets', 'main-Ab3dEf7h.js');
    expect(brotliDecompressSync(readFileSync(`${path}.br`)).toString()).toBe(SCRIPT);
    expect(gunzipSync(readFileSync(`${path}.gz`)).toString()).toBe(SCRIPT);
    expect(() => readFileSync(join(folder, 'index.html.br'))).toThrow('ENOENT');
  });
});
