import { useWizard } from '../context.ts';
import { Glyph } from '../Glyph.tsx';

/** What stands in the way of installing a license, before anybody walks off to get one. */
export function BeforeYouGo() {
  const { journey, messages } = useWizard();
  const { tool: view, license, machine, screen } = journey.state.value;
  const words = messages.tool;
  const trouble = view?.place.trouble;
  const isWaiting = !license || (machine.request !== null && screen.at !== 'activated');
  const text = trouble && words?.before[trouble.code]?.(trouble.details);
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
