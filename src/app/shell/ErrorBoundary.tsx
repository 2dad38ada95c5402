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

function ScreenFailed({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) {
  return (
    <div role="alert" className={styles.failed}>
      <h1>{text.errorTitle}</h1>
      <p>{text.errorText}</p>
      <ButtonRow>
        <Button variant="primary" onClick={onRetry}>
          {messages.common.tryAgain}
        </Button>
        <Button
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
