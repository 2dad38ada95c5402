import type { ReactNode } from 'react';
import { chartMessages as text } from '../messages/charts.ts';
import { Segmented } from '../ui/Segmented.tsx';

const LEVELS = [0.5, 0.8, 0.9] as const;

export interface LevelChoiceProps {
  readonly value: number;
  readonly onChange: (level: number) => void;
  readonly labelHidden?: boolean;
}

/** Which range is shown: 50, 80 or 90 %. */
export function LevelChoice({ value, onChange, labelHidden = false }: LevelChoiceProps): ReactNode {
  return (
    <Segmented
      label={text.range}
      labelHidden={labelHidden}
      options={LEVELS.map((level) => ({ value: String(level), label: `${String(level * 100)} %` }))}
      value={String(value)}
      onChange={(chosen) => {
        onChange(Number(chosen));
      }}
    />
  );
}
