import { messages } from '../messages/en.ts';
import { LinkButton } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';

const text = messages.shell;

/** For addresses that no screen answers to. */
export function NotFound() {
  return (
    <EmptyState title={text.notFoundTitle} actions={<LinkButton to="/today">{text.goToToday}</LinkButton>}>
      {text.notFoundText}
    </EmptyState>
  );
}
