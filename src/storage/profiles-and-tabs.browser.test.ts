import { describe } from 'vitest';
import { describeProfilesAndTabs } from './profiles-and-tabs.fixture.ts';

describe('storage in a browser', describeProfilesAndTabs);
