import { Glyph } from '../ui/Glyph.tsx';
import { useWizard } from './context.ts';

/** An earlier scan was interrupted: nothing of it is lost. */
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
