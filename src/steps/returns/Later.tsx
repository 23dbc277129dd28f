import { takenFrom } from '../../activation/outbox/takenLater.ts';
import type { KeptRefusal } from '../../activation/records.ts';
import { Glyph } from '../../ui/Glyph.tsx';
import { useWizard } from '../context.ts';

/** Why the vendor refused a return slip; from when it is taken, where it only came too early. */
export function Later({ refusal }: { readonly refusal: KeptRefusal }) {
  const { messages } = useWizard();
  const day = useDayOf(refusal);
  if (day === null) return null;
  return (
    <p class="note" role="status">
      <Glyph name="clock" size={20} />
      <span>{messages.returning.later(day)}</span>
    </p>
  );
}

/** @returns the day from which a slip is taken, for people; null where it is refused for good */
export function useDayOf(refusal: KeptRefusal | null): string | null {
  const { messages } = useWizard();
  const from = takenFrom(refusal);
  return from === null
    ? null
    : new Intl.DateTimeFormat(messages.language, { dateStyle: 'long' }).format(new Date(from));
}
