import { createServer } from 'node:http';
import sirv from 'sirv';
import { SECURITY_HEADERS } from './security-headers.mjs';

/** Both loopback addresses: browsers resolve `localhost` to either, and nobody outside this machine reaches them. */
const LOOPBACK = ['127.0.0.1', '::1'];

/**
 * A handler for the built app: the security headers on every answer, files whose names hold a hash cached for good,
 * all others revalidated, the compressed copies where the browser takes them.
 * @param {string} folder
 * @returns {import('node:http').RequestListener}
 */
export function createHandler(folder) {
  const serveFile = sirv(folder, {
    brotli: true,
    gzip: true,
    etag: true,
    // Looks files up per request: a build while the server runs is served at the next reload.
    dev: true,
    setHeaders: (response, path) => {
      const hashed = /^\/assets\/.+-[\w-]{8,}\.\w+$/.test(path);
      response.setHeader('Cache-Control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  return (request, response) => {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      answer(response.setHeader('Allow', 'GET, HEAD'), 405, 'Only GET and HEAD.');
      return;
    }
    // No file here is worth a partial answer, and a range that ends before it starts would end the server.
    delete request.headers.range;
    serveFile(request, response, () => {
      answer(response, 404, 'No such file.');
    });
  };
}

/**
 * @param {import('node:http').ServerResponse} response
 * @param {number} status
 * @param {string} text
 */
function answer(response, status, text) {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(`${text}\n`);
}

/**
 * Serves a folder on this machine only.
 * @param {string} folder
 * @param {number} port 0 takes a free one
 * @returns {Promise<{ port: number, close: () => Promise<void> }>} rejects with code `EADDRINUSE` where the port is taken
 */
export async function serveFolder(folder, port) {
  const handler = createHandler(folder);
  /** @type {import('node:http').Server[]} */
  const servers = [];
  let taken = port;
  const close = async () => {
    for (const server of servers) server.closeAllConnections();
    await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  };
  for (const host of LOOPBACK) {
    const server = createServer(handler);
    try {
      taken = await listen(server, host, taken);
      servers.push(server);
    } catch (error) {
      // A machine without IPv6 is served on IPv4 alone.
      if (servers.length > 0 && isAddressMissing(error)) continue;
      await close();
      throw error;
    }
  }
  return { port: taken, close };
}

/** @param {unknown} error */
function isAddressMissing(error) {
  const code = /** @type {NodeJS.ErrnoException} */ (error).code;
  return code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT' || code === 'EINVAL';
}

/**
 * @param {import('node:http').Server} server
 * @param {string} host
 * @param {number} port
 * @returns {Promise<number>} the port it listens on
 */
function listen(server, host, port) {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port, ipv6Only: host.includes(':') }, () => {
      const address = server.address();
      resolve(address !== null && typeof address === 'object' ? address.port : port);
    });
  });
}
