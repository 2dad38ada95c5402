/**
 * Solves `A x = b` for a symmetric positive definite `A` given row by row (only its lower half is read), once
 * decomposed for any number of right sides. Null where `A` is not positive definite.
 * Source: Golub and Van Loan, Matrix Computations (4th ed.), algorithm 4.2.2.
 */
export function decompose(a: readonly Float64Array[]): ((b: Float64Array) => Float64Array) | null {
  const n = a.length;
  const lower = a.map(() => new Float64Array(n));
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = at(a, i, j);
      for (let k = 0; k < j; k++) sum -= at(lower, i, k) * at(lower, j, k);
      if (i === j && !(sum > 0)) return null;
      const row = lower[i];
      if (row !== undefined) row[j] = i === j ? Math.sqrt(sum) : sum / at(lower, j, j);
    }
  }
  return (b) => substituteBack(lower, substituteForward(lower, b));
}

function at(matrix: readonly Float64Array[], row: number, column: number): number {
  return matrix[row]?.[column] ?? NaN;
}

function substituteForward(lower: readonly Float64Array[], b: Float64Array): Float64Array {
  const x = b.slice();
  for (let i = 0; i < x.length; i++) {
    let sum = x[i] ?? NaN;
    for (let k = 0; k < i; k++) sum -= at(lower, i, k) * (x[k] ?? NaN);
    x[i] = sum / at(lower, i, i);
  }
  return x;
}

function substituteBack(lower: readonly Float64Array[], b: Float64Array): Float64Array {
  const x = b.slice();
  for (let i = x.length - 1; i >= 0; i--) {
    let sum = x[i] ?? NaN;
    for (let k = i + 1; k < x.length; k++) sum -= at(lower, k, i) * (x[k] ?? NaN);
    x[i] = sum / at(lower, i, i);
  }
  return x;
}
