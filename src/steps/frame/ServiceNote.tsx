import { askedToWait } from '../../activation/keptRefusal.ts';
import type { KeptRefusal } from '../../activation/records.ts';
import { Glyph } from '../../ui/Glyph.tsx';
import { useWizard } from '../context.ts';

interface ServiceNoteProps {
  readonly refusal: KeptRefusal;
  /** Whether the app tries again by itself, after the pause that the service asks for. */
  readonly repeats?: true;
}

/** Why the service could not be used: the reason, what to do, and the code, which people name to the vendor. */
export function ServiceNote({ refusal, repeats }: ServiceNoteProps) {
  const { messages } = useWizard();
  const { why, next } = messages.refusal(refusal.code, refusal.details);
  const wait = askedToWait(refusal) / 1000;
  const { refusalLabels } = messages;
  return (
    <p class="note" role="status">
      <Glyph name={wait > 0 ? 'clock' : 'offline'} size={20} />
      <span>
        {why} {repeats && wait > 0 ? messages.connection.nextAttempt(wait) : next}{' '}
        <span class="hint">
          {refusalLabels.code}: <code translate={false}>{refusal.code}</code>
        </span>
      </span>
    </p>
  );
}
