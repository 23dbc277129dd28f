import { Notice } from '../../ui/Notice.tsx';
import { useWizard } from '../context.ts';

/** Before a request is made: its key stays in this browser, so the license must come back to it. */
export function ComeBackHint() {
  const { journey, messages, tool } = useWizard();
  const { mode, isPrivate } = journey.state.value.storage;
  const { comeBack, privateWindow } = messages.storage;
  // The notice above the screen says more, and the tool keeps the key itself.
  if (tool || mode === 'memory') return null;
  if (!isPrivate) return <p class="hint">{comeBack}</p>;
  return (
    <Notice tone="warning" title={`${privateWindow.title}.`}>
      {privateWindow.text}
    </Notice>
  );
}
