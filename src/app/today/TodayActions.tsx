import { lazy, Suspense, useState, type ReactNode } from 'react';
import type { LocalDate } from '#core/local-date.ts';
import type { ProfileDatabase } from '#storage/profile-database.ts';
import { marksMessages } from '../messages/marks.ts';
import { todayMessages as text } from '../messages/today.ts';
import { Button } from '../ui/Button.tsx';
import styles from './today.module.css';

// Asked for by few visits: the number comes first.
const MarkDayDialog = lazy(async () => ({
  default: (await import('../marks/MarkDayDialog.tsx')).MarkDayDialog,
}));

export interface TodayActionsProps {
  readonly db: ProfileDatabase;
  /** Proposed for a mark. */
  readonly day: LocalDate;
  readonly today: LocalDate;
}

/** What can be done with the day on screen: mark it, print it. */
export function TodayActions({ db, day, today }: TodayActionsProps): ReactNode {
  const [marking, setMarking] = useState(false);
  const [marked, setMarked] = useState(0);
  const close = () => {
    setMarking(false);
  };
  return (
    <>
      <div className={styles.actions}>
        <Button
          onClick={() => {
            setMarking(true);
          }}
        >
          {marksMessages.open}
        </Button>
        <Button
          onClick={() => {
            window.print();
          }}
        >
          {text.print}
        </Button>
      </div>
      <p role="status" className={styles.marked}>
        {marked > 0 && marksMessages.marked(marked)}
      </p>
      {marking && (
        <Suspense fallback={null}>
          <MarkDayDialog
            db={db}
            day={day}
            latest={today}
            onCancel={close}
            onMarked={(days) => {
              setMarked(days);
              close();
            }}
          />
        </Suspense>
      )}
    </>
  );
}
