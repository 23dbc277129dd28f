import { useWizard } from './context.ts';
import { Glyph } from './Glyph.tsx';

/** What concerns every screen: something could not be kept, a newer version is ready. */
export function Notices() {
  const { journey, messages, tool } = useWizard();
  const { unkept, updateReady } = journey.state.value;
  const text = unkept && messages.refusal(unkept.code, unkept.details);
  return (
    <div class="notices" role="status">
      {text && (
        <p class="notice warning">
          <Glyph name="alert" size={20} />
          <span>
            <strong>{messages.notices.unkept}</strong> {text.title}. {text.next}
          </span>
        </p>
      )}
      {tool && <tool.BeforeYouGo />}
      {updateReady && (
        <p class="notice">
          <span>{messages.notices.update}</span>
          <button type="button" onClick={journey.update}>
            {messages.notices.updateNow}
          </button>
        </p>
      )}
    </div>
  );
}
