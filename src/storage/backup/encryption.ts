/**
 * A backup under a password: PBKDF2-SHA-256 to a key, AES-256-GCM over the whole zip. The file is
 * `PULSECAST-LOCKED-1\n`, 4 bytes of rounds (big-endian), 16 of salt, 12 of nonce, then the ciphertext with its tag;
 * all before the ciphertext is authenticated with it.
 */
const MAGIC = new TextEncoder().encode('PULSECAST-LOCKED-1\n');

/** OWASP Password Storage Cheat Sheet (2023) for PBKDF2-HMAC-SHA256. */
const ROUNDS = 600_000;

/** A file that asks for more would keep the page busy for minutes. */
const MOST_ROUNDS = 10_000_000;

const SALT_BYTES = 16;
const NONCE_BYTES = 12;
const HEADER_BYTES = MAGIC.length + 4 + SALT_BYTES + NONCE_BYTES;

export function isLocked(bytes: Uint8Array): boolean {
  return bytes.length >= MAGIC.length && MAGIC.every((byte, index) => bytes[index] === byte);
}

export async function lock(
  plain: Uint8Array<ArrayBuffer>,
  password: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const header = new Uint8Array(HEADER_BYTES);
  header.set(MAGIC);
  new DataView(header.buffer).setUint32(MAGIC.length, ROUNDS);
  crypto.getRandomValues(header.subarray(MAGIC.length + 4));
  const { key, nonce } = await openHeader(header, password);
  const sealed = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv: nonce, additionalData: header },
    key,
    plain,
  );
  const locked = new Uint8Array(HEADER_BYTES + sealed.byteLength);
  locked.set(header);
  locked.set(new Uint8Array(sealed), HEADER_BYTES);
  return locked;
}

/** The bytes, or null where the password is another one or a byte was changed: the cipher cannot tell which. */
export async function unlock(
  locked: Uint8Array<ArrayBuffer>,
  password: string,
): Promise<Uint8Array<ArrayBuffer> | null> {
  if (locked.length < HEADER_BYTES || !isLocked(locked)) return null;
  const header = locked.slice(0, HEADER_BYTES);
  const rounds = new DataView(header.buffer).getUint32(MAGIC.length);
  if (rounds < 1 || rounds > MOST_ROUNDS) return null;
  try {
    const { key, nonce } = await openHeader(header, password);
    const algorithm = { name: 'AES-GCM', iv: nonce, additionalData: header };
    return new Uint8Array(await crypto.subtle.decrypt(algorithm, key, locked.slice(HEADER_BYTES)));
  } catch {
    return null;
  }
}

async function openHeader(
  header: Uint8Array<ArrayBuffer>,
  password: string,
): Promise<{ key: CryptoKey; nonce: Uint8Array<ArrayBuffer> }> {
  const iterations = new DataView(header.buffer).getUint32(MAGIC.length);
  const salt = header.slice(MAGIC.length + 4, MAGIC.length + 4 + SALT_BYTES);
  const nonce = header.slice(MAGIC.length + 4 + SALT_BYTES);
  // The same characters typed on another keyboard may be composed differently.
  const typed = new TextEncoder().encode(password.normalize('NFKC'));
  const base = await crypto.subtle.importKey('raw', typed, 'PBKDF2', false, ['deriveKey']);
  const derivation = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations };
  const key = await crypto.subtle.deriveKey(derivation, base, { name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ]);
  return { key, nonce };
}
