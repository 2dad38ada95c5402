import { describe } from 'vitest';
import { describeStoragePromises } from './storage-promises.fixture.ts';

describe('storage in a browser', describeStoragePromises);
