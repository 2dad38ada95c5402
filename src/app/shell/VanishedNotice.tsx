import { shellMessages as text } from '../messages/shell.ts';
import { hasDataVanished } from '../state/vanished-data.ts';
import { LinkButton } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';

/** For a page without a profile: says where there was one before. */
export function VanishedNotice() {
  if (!hasDataVanished()) return null;
  return (
    <Notice tone="warn" actions={<LinkButton to="/settings">{text.vanishedRestore}</LinkButton>}>
      {text.vanished}
    </Notice>
  );
}
