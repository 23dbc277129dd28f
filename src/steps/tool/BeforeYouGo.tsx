import { Glyph } from '../../ui/Glyph.tsx';
import { useWizard } from '../context.ts';

/** Why a license could not be installed, shown before the person goes to get one. */
export function BeforeYouGo() {
  const { journey, messages } = useWizard();
  const { tool: view, license, machine, screen } = journey.state.value;
  const words = messages.tool;
  const refusal = view?.place.refusal;
  const isWaiting = !license || (machine.request !== null && screen.at !== 'activated');
  const text = refusal && words?.before[refusal.code]?.(refusal.details);
  if (!view || !words || !text || !isWaiting) return null;
  return (
    <p class="notice warning">
      <Glyph name="alert" size={20} />
      <span>
        <strong>{words.beforeYouGo}</strong> {text}
      </span>
    </p>
  );
}
