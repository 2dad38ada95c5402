import { navigate } from 'wouter/use-hash-location';
import { faultSentence } from '../messages/common.ts';
import { messages } from '../messages/en.ts';
import { startSample, useSampleJob } from '../state/sample-job.ts';
import { Button, ButtonRow } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';

const text = messages.common;

export interface StartButtonsProps {
  /** What "Import your data" does; by default it goes to the Data screen. */
  readonly onImport?: () => void;
}

/** The two ways to begin: sample data or one's own. */
export function StartButtons({ onImport = goToData }: StartButtonsProps) {
  const job = useSampleJob();
  const busy = job.status === 'running';
  return (
    <>
      <ButtonRow>
        <Button
          variant="primary"
          disabled={busy}
          onClick={() => {
            void startSample();
          }}
        >
          {busy ? text.fillingSample : text.trySample}
        </Button>
        <Button onClick={onImport}>{text.importYours}</Button>
      </ButtonRow>
      {job.status === 'failed' && <Notice tone="error">{faultSentence(job.fault)}</Notice>}
    </>
  );
}

function goToData(): void {
  navigate('/data');
}
