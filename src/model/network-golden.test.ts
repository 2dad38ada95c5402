import { expect, it } from 'vitest';
import { goldenCases } from './network-golden.fixture.ts';

it('PyTorch was asked for every size of batch, stack and layer, and for a single feature', () => {
  const sizesOf = (key: 'rows' | 'layers' | 'hidden' | 'features'): number[] =>
    goldenCases.map((example) => example[key]);
  expect(sizesOf('rows')).toEqual(expect.arrayContaining([1, 7, 32]));
  expect(sizesOf('layers')).toEqual(expect.arrayContaining([1, 2, 3]));
  expect(sizesOf('hidden')).toEqual(expect.arrayContaining([8, 32, 128]));
  expect(sizesOf('features')).toContain(1);
  expect(goldenCases.every(({ losses }) => losses.length === 10)).toBe(true);
});
