/**
 * The Content-Security-Policy and its companions, in one place: `npm start`'s server and `vite preview` send them as
 * headers, and the build writes the policy into index.html for hosts that send no headers. A worker obeys the policy
 * of its own response, so the headers go out with every file, not only with the page.
 */

const DIRECTIVES = [
  "default-src 'none'",
  // TensorFlow.js and the CPU engine compile WebAssembly; nothing compiles strings.
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  // The promise that no data leaves the browser: scripts reach this origin and no other.
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "object-src 'none'",
];

/** For `<meta http-equiv="Content-Security-Policy">`, where browsers ignore `frame-ancestors`. */
export const META_CONTENT_SECURITY_POLICY = DIRECTIVES.join('; ');

/** @type {Readonly<Record<string, string>>} */
export const SECURITY_HEADERS = {
  'Content-Security-Policy': `${META_CONTENT_SECURITY_POLICY}; frame-ancestors 'none'`,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=()',
  'Cross-Origin-Opener-Policy': 'same-origin',
};
