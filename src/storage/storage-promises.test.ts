import 'fake-indexeddb/auto';
import { describe } from 'vitest';
import { describeStoragePromises } from './storage-promises.fixture.ts';

describe('storage in Node', describeStoragePromises);
