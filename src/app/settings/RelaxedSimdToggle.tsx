import { useEffect, useState } from 'react';
import { supportsRelaxedSimd } from '#workers/forecast-client.ts';
import { messages } from '../messages/en.ts';
import { Toggle } from '../ui/Segmented.tsx';

const text = messages.settings;

export interface RelaxedSimdToggleProps {
  readonly chosen: boolean;
  readonly onChange: (chosen: boolean) => void;
}

/** Whether WebAssembly may use fused multiply-add; disabled, with the reason, where this browser has none. */
export function RelaxedSimdToggle({ chosen, onChange }: RelaxedSimdToggleProps) {
  const [supported, setSupported] = useState<boolean | null>(null);
  useEffect(() => {
    let shown = true;
    void supportsRelaxedSimd().then((answer) => {
      if (shown) setSupported(answer);
    });
    return () => {
      shown = false;
    };
  }, []);
  return (
    <Toggle
      label={text.relaxedSimd}
      hint={supported === false ? text.relaxedSimdMissing : text.relaxedSimdHint}
      checked={chosen && supported !== false}
      disabled={supported !== true}
      onChange={onChange}
    />
  );
}
