/**
 * Charts are drawn one after the other: the first drawing of one takes the page about as long as it may stop for, and a
 * screen has several. By timers and not by frames, which a hidden page does not get.
 */

/** Enough for a chart to be drawn and shown. */
const TURN_MS = 30;

const waiting: (() => void)[] = [];
const idle = new Set<() => void>();
let busy = false;

function next(): void {
  const draw = waiting.shift();
  busy = draw !== undefined;
  if (draw === undefined) {
    for (const tell of idle) tell();
    idle.clear();
    return;
  }
  draw();
  setTimeout(next, TURN_MS);
}

/** Calls `draw` once it is its turn, never at once; the function given back takes the request back. */
export function requestTurn(draw: () => void): () => void {
  waiting.push(draw);
  if (!busy) {
    busy = true;
    setTimeout(next, 0);
  }
  return () => {
    const position = waiting.indexOf(draw);
    if (position !== -1) waiting.splice(position, 1);
  };
}

/** Resolves once nothing waits for its turn any more. */
export async function whenDrawn(): Promise<void> {
  if (!busy) return;
  await new Promise<void>((resolve) => {
    idle.add(resolve);
  });
}
