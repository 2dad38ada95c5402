import { useCallback, useState } from 'react';

/**
 * Whether pointer or keyboard have ever reached an element: until then a chart needs no tooltip, which costs a layout of
 * the page whenever its values change.
 */
export function useTouched(): {
  readonly touched: boolean;
  readonly handlers: { readonly onPointerEnter: () => void; readonly onFocus: () => void };
} {
  const [touched, setTouched] = useState(false);
  const touch = useCallback(() => {
    setTouched(true);
  }, []);
  return { touched, handlers: { onPointerEnter: touch, onFocus: touch } };
}
