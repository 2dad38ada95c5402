/** Hands `text` to the person as a download named `fileName`; nothing leaves the device. */
export function saveTextFile(fileName: string, text: string, type = 'text/csv;charset=utf-8'): void {
  saveFile(fileName, new Blob([text], { type }));
}

/** The same for any content. */
export function saveFile(fileName: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  // The download has taken its own hold of the blob by the next turn.
  setTimeout(() => {
    URL.revokeObjectURL(url);
  }, 1000);
}
