import { describeEngine } from './engine-promises.fixture.ts';

describeEngine('WebAssembly engine', 'wasm', 1e-5);
