import 'fake-indexeddb/auto';
import { describe } from 'vitest';
import { describeProfilesAndTabs } from './profiles-and-tabs.fixture.ts';

describe('storage in Node', describeProfilesAndTabs);
