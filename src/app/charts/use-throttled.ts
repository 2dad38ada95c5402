import { startTransition, useEffect, useRef, useState } from 'react';

/**
 * `value`, changing at most once per `intervalMs`; the newest value always arrives in the end. While `paused` it
 * keeps the value it had. What hangs on it is drawn in pieces, between which the page answers.
 */
export function useThrottled<T>(value: T, intervalMs: number, paused = false): T {
  const [shown, setShown] = useState(value);
  const latest = useRef(value);
  const lastChange = useRef(-Infinity);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);

  useEffect(() => {
    latest.current = value;
    if (paused || timer.current !== null) return;
    const wait = Math.max(0, lastChange.current + intervalMs - performance.now());
    timer.current = setTimeout(() => {
      timer.current = null;
      lastChange.current = performance.now();
      startTransition(() => {
        setShown(latest.current);
      });
    }, wait);
  }, [value, intervalMs, paused]);

  useEffect(() => {
    if (!paused || timer.current === null) return;
    clearTimeout(timer.current);
    timer.current = null;
  }, [paused]);

  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current);
      timer.current = null;
    },
    [],
  );
  return shown;
}
