import { Glyph } from '../../ui/Glyph.tsx';
import { useWizard } from '../context.ts';

/** Shows that an earlier scan was interrupted and can continue. */
export function Unfinished() {
  const { journey, messages } = useWizard();
  const parts = journey.intake.unfinished();
  if (!parts) return null;
  return (
    <p class="note">
      <Glyph name="clock" size={20} />
      {messages.intake.unfinished(parts.received, parts.needed)}
    </p>
  );
}
