import { copiedCodeActions } from '../../activation/courier/copiedCodes.ts';
import { useWizard } from '../context.ts';

/** Leads to the screen on which a code is typed, where nothing else left the computer’s room. */
export function CopiedCodeButton() {
  const { journey, messages } = useWizard();
  return (
    <button type="button" class="quiet" onClick={() => void journey.part(copiedCodeActions).begin()}>
      {messages.copied.begin}
    </button>
  );
}
