/** What may stand before the `@` of an address; in a sentence or a path it ends at white space, quotes, brackets. */
const LOCAL_PART = /[^\s@/\\"'“”()[\]<>,:;|]+(?=@[\p{L}\p{N}-]+\.[\p{L}\p{N}])/gu;

/**
 * The text with the names in e-mail addresses masked: "…@example.com". Garmin and others put the account's address into
 * file names, and those are shown in sentences and kept with an import.
 */
export function maskAddresses(text: string): string {
  return text.includes('@') ? text.replaceAll(LOCAL_PART, '…') : text;
}
