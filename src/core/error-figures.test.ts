import { describe, expect, it } from 'vitest';
import { computeErrorFigures, expandingMeansBefore, meanAbsoluteErrorBefore } from './error-figures.ts';
import golden from './figures.golden.json' with { type: 'json' };

describe('evaluation metrics', () => {
  const { series, first, forecasts, ...expected } = golden.errorFigures;
  const values = Float64Array.from(series);
  const yesterday = values;

  it('are those of scikit-learn', () => {
    const figures = computeErrorFigures({
      forecasts,
      actuals: values.subarray(first),
      earlierMeans: expandingMeansBefore(values).subarray(first),
      naiveMae: meanAbsoluteErrorBefore(values, yesterday, first),
    });
    expect(figures.n).toBe(values.length - first);
    expect(figures.mae).toBeCloseTo(expected.mae, 10);
    expect(figures.rmse).toBeCloseTo(expected.rmse, 10);
    expect(figures.bias).toBeCloseTo(expected.bias, 10);
    expect(figures.r2).toBeCloseTo(expected.r2, 10);
    expect(figures.mape).toBeCloseTo(expected.mape, 10);
    expect(figures.mase).toBeCloseTo(expected.mase, 10);
  });

  it('measure R2 against any mean they are given: the own mean gives r2_score', () => {
    const actuals = values.subarray(first);
    const mean = actuals.reduce((sum, each) => sum + each, 0) / actuals.length;
    const earlierMeans = actuals.map(() => mean);
    const { r2 } = computeErrorFigures({ forecasts, actuals, earlierMeans, naiveMae: 1 });
    expect(r2).toBeCloseTo(expected.r2AgainstOwnMean, 10);
  });

  it('skip days without a forecast or without a value, and count the rest', () => {
    const figures = computeErrorFigures({
      forecasts: [50, NaN, 52, 55],
      actuals: [51, 50, NaN, 53],
      earlierMeans: [50, 50, 50, 50],
      naiveMae: 0,
    });
    expect(figures).toMatchObject({ n: 2, mae: 1.5, bias: 0.5 });
    expect(figures.mase).toBeNaN();
  });

  it('are NaN without a single day', () => {
    const figures = computeErrorFigures({ forecasts: [], actuals: [], earlierMeans: [], naiveMae: 1 });
    expect(figures).toEqual({ n: 0, mae: NaN, rmse: NaN, bias: NaN, r2: NaN, mape: NaN, mase: NaN });
  });

  it('take the mean of earlier values only', () => {
    expect([...expandingMeansBefore(Float64Array.from([4, NaN, 6, 100]))]).toEqual([NaN, 4, 4, 5]);
  });
});
