/**
 * Exact Shapley values of a game of n players: what each adds on average over every order of joining.
 * They add up to `values[2^n - 1] - values[0]`. Cost n 2^n.
 * @param values [2^n], the worth of each coalition; bit i of the index says whether player i takes part
 * Source: Shapley, "A value for n-person games", Contributions to the Theory of Games II, 1953.
 */
export function shapleyValues(values: ArrayLike<number>): Float64Array {
  const players = Math.log2(values.length);
  if (!Number.isInteger(players)) throw new RangeError(`not 2^n values: ${String(values.length)}`);
  const weights = weighSizes(players);
  const shares = new Float64Array(players);
  for (let coalition = 0; coalition < values.length; coalition++) {
    const weight = weights[countBits(coalition)] ?? 0;
    for (let player = 0; player < players; player++) {
      const bit = 1 << player;
      if ((coalition & bit) !== 0) continue;
      const gain = (values[coalition | bit] ?? NaN) - (values[coalition] ?? NaN);
      shares[player] = (shares[player] ?? 0) + weight * gain;
    }
  }
  return shares;
}

/** By size s of the coalition joined: s! (n - s - 1)! / n!, the share of orders in which it is there first. */
function weighSizes(players: number): Float64Array {
  const weights = new Float64Array(players);
  for (let size = 0; size < players; size++) {
    let choices = 1;
    for (let i = 1; i <= size; i++) choices = (choices * (players - i)) / i;
    weights[size] = 1 / (players * choices);
  }
  return weights;
}

function countBits(value: number): number {
  let count = 0;
  for (let rest = value; rest !== 0; rest &= rest - 1) count++;
  return count;
}
