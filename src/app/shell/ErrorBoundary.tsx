import { Component, type ReactNode } from 'react';
import { messages } from '../messages/en.ts';
import { Button, ButtonRow } from '../ui/Button.tsx';
import { Disclosure } from '../ui/Disclosure.tsx';
import styles from './ErrorBoundary.module.css';

const text = messages.shell;

interface Props {
  readonly children: ReactNode;
}

interface State {
  readonly error: unknown;
  readonly failed: boolean;
}

/** Catches what a screen throws while drawing and offers a way back instead of a blank page. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: null, failed: false };

  static getDerivedStateFromError(error: unknown): State {
    return { error, failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <ScreenFailed
        error={this.state.error}
        onRetry={() => {
          this.setState({ error: null, failed: false });
        }}
      />
    );
  }
}

interface ScreenFailedProps {
  readonly title?: string;
  readonly text?: string;
  readonly error: unknown;
  /** Without it there is nothing to try but to load the page again. */
  readonly onRetry?: () => void;
}

/** In place of a screen that cannot be shown: what that means, the way back, and the error for those who report it. */
export function ScreenFailed(props: ScreenFailedProps) {
  const { title = text.errorTitle, text: lead = text.errorText, error, onRetry } = props;
  return (
    <div role="alert" className={styles.failed}>
      <h1>{title}</h1>
      <p>{lead}</p>
      <ButtonRow>
        {onRetry !== undefined && (
          <Button variant="primary" onClick={onRetry}>
            {messages.common.tryAgain}
          </Button>
        )}
        <Button
          variant={onRetry === undefined ? 'primary' : 'quiet'}
          onClick={() => {
            location.reload();
          }}
        >
          {text.reload}
        </Button>
      </ButtonRow>
      <Disclosure summary={text.errorDetails}>
        <code>{error instanceof Error ? error.message : String(error)}</code>
      </Disclosure>
    </div>
  );
}
