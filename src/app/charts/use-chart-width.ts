import { startTransition, useEffect, useRef, useState, type RefObject } from 'react';

/**
 * Width of an element in CSS pixels, following its size; 0 until it was measured: a chart is drawn once and in the right
 * size, not twice.
 */
export function useChartWidth(): {
  readonly ref: RefObject<HTMLDivElement | null>;
  readonly width: number;
} {
  const ref = useRef<HTMLDivElement | null>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const observer = new ResizeObserver(([entry]) => {
      const measured = Math.floor(entry?.contentRect.width ?? 0);
      if (measured === 0) return;
      startTransition(() => {
        setWidth(measured);
      });
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, []);
  return { ref, width };
}
