import { startTransition, useEffect, useState } from 'react';

/**
 * 0 on the first drawing, then one more in a task of its own each, up to `last`, which may still rise. Recharts computes
 * a chart anew for each of its parts, and all of that in the task in which the parts come: so they come a few at a time.
 */
export function useStages(last: number): number {
  const [stage, setStage] = useState(0);
  useEffect(() => {
    if (stage >= last) return;
    const timer = setTimeout(() => {
      startTransition(() => {
        setStage(stage + 1);
      });
    }, 0);
    return () => {
      clearTimeout(timer);
    };
  }, [stage, last]);
  return stage;
}
