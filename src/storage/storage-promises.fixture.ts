import { describe } from 'vitest';
import { describeImportPromises } from './import-promises.fixture.ts';
import { describeVersionPromises } from './version-promises.fixture.ts';

/** The promises of the storage, to be kept by every IndexedDB: run in Node and in a browser. */
export function describeStoragePromises(): void {
  describe('of versions', describeVersionPromises);
  describe('of imports', describeImportPromises);
}
