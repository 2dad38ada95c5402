import { BlobReader, ZipReader, configure, type FileEntry } from '@zip.js/zip.js';
import { SaxesParser } from 'saxes';

configure({ useWebWorkers: false });

/** Counts the records of the zip's first file with a strict SAX parser: the least that any importer on it would do. */
async function countRecords(file: Blob): Promise<number> {
  const reader = new ZipReader(new BlobReader(file));
  const [entry] = await reader.getEntries();
  const parser = new SaxesParser();
  let records = 0;
  parser.on('opentag', ({ name }) => {
    if (name === 'Record') records++;
  });
  const decoder = new TextDecoder();
  await (entry as FileEntry).getData(
    new WritableStream<Uint8Array>({
      write(piece) {
        parser.write(decoder.decode(piece, { stream: true }));
      },
    }),
  );
  parser.close();
  return records;
}

self.addEventListener('message', (event: MessageEvent<Blob>) => {
  void countRecords(event.data).then((records) => {
    self.postMessage(records);
  });
});
