import { Notice } from '../../ui/Notice.tsx';
import { useWizard } from '../context.ts';

/** Beside a license that this browser cannot store: what its file is worth. */
export function NotKept() {
  const { journey, messages, tool } = useWizard();
  if (tool || journey.state.value.storage.mode !== 'memory') return null;
  return <Notice tone="warning">{messages.storage.notKept}</Notice>;
}
