import { lazy, Suspense } from 'react';
import { Guides } from '../guides/Guides.tsx';
import { messages } from '../messages/en.ts';
import { guidesMessages } from '../messages/guides.ts';
import { StartButtons } from '../shell/StartButtons.tsx';
import { VanishedNotice } from '../shell/VanishedNotice.tsx';
import { useToday } from '../state/clock.ts';
import { ErrorBoundary } from '../shell/ErrorBoundary.tsx';
import styles from './Landing.module.css';

// The invented person comes after the words and the buttons.
const SampleFigure = lazy(async () => ({ default: (await import('./SampleFigure.tsx')).SampleFigure }));

const text = messages.landing;

/** The first page of someone who has no data here: what it does, what it does not do, and the two ways to begin. */
export function Landing() {
  const today = useToday();
  return (
    <div className={styles.landing}>
      <VanishedNotice />
      <section className={styles.hero}>
        <div className={styles.words}>
          <h1 className={styles.title}>{text.title}</h1>
          <p className={styles.what}>{text.what}</p>
          <p className={styles.privacy}>{text.privacy}</p>
          <StartButtons />
        </div>
        <div className={styles.figure}>
          <ErrorBoundary>
            <Suspense fallback={null}>
              <SampleFigure today={today} />
            </Suspense>
          </ErrorBoundary>
        </div>
      </section>
      <Steps />
      <section aria-labelledby="guides-title" className={styles.section}>
        <div className={styles.sectionHead}>
          <h2 id="guides-title">{guidesMessages.title}</h2>
          <p className={styles.lead}>{guidesMessages.lead}</p>
        </div>
        <Guides />
      </section>
      <p className={styles.small}>{messages.common.notMedical}</p>
    </div>
  );
}

function Steps() {
  return (
    <section aria-labelledby="steps-title" className={styles.section}>
      <h2 id="steps-title">{text.stepsTitle}</h2>
      <ol className={styles.steps}>
        {text.steps.map((step, index) => (
          <li key={step.title} className={styles.step}>
            <span className={styles.number} aria-hidden="true">
              {index + 1}
            </span>
            <h3>{step.title}</h3>
            <p>{step.text}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}
