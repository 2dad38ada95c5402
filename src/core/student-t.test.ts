import { describe, expect, it } from 'vitest';
import golden from './figures.golden.json' with { type: 'json' };
import { incompleteBeta, studentTTwoSidedP } from './student-t.ts';

describe('Student t', () => {
  it.each(golden.student)(
    'gives the p value of SciPy for t = $t with $degrees degrees',
    ({ t, degrees, p }) => {
      const found = studentTTwoSidedP(t, degrees);
      expect(Math.abs(found - p)).toBeLessThan(1e-12 + 1e-9 * p);
    },
  );

  it('has an incomplete beta function that runs from 0 to 1 and is symmetric', () => {
    expect(incompleteBeta(2, 3, 0)).toBe(0);
    expect(incompleteBeta(2, 3, 1)).toBe(1);
    expect(incompleteBeta(2, 3, 0.3) + incompleteBeta(3, 2, 0.7)).toBeCloseTo(1, 12);
    expect(incompleteBeta(1, 1, 0.42)).toBeCloseTo(0.42, 12);
  });
});
