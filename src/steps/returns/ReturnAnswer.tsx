import type { ReturnAnswer as Answer } from '../../activation/ports.ts';
import { Glyph } from '../../ui/Glyph.tsx';
import { useWizard } from '../context.ts';

/** The service has the receipt; shows how many machines can be activated now. */
export function ReturnAnswer({ answer }: { answer: Answer }) {
  const { messages } = useWizard();
  const { seatsLeft } = answer;
  return (
    <>
      <p class="seal" aria-hidden="true">
        <Glyph name="check" size={48} />
      </p>
      {seatsLeft !== null && <p>{messages.receipt.seatsLeft(seatsLeft)}</p>}
    </>
  );
}
