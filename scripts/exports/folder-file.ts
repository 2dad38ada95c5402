/** The file with its path in a dropped folder, which browsers set and Node does not know. */
export function inFolder(file: File, path: string): File {
  return Object.defineProperty(file, 'webkitRelativePath', { value: path });
}
