import { Glyph } from '../../ui/Glyph.tsx';
import { useWizard } from '../context.ts';
import { UnusedItems } from '../intake/UnusedItems.tsx';

/** Notices on every screen: something is not stored, a newer version is ready. */
export function Notices() {
  const { journey, messages, tool } = useWizard();
  const { storageError, updateReady } = journey.state.value;
  const text = storageError && messages.refusal(storageError.code, storageError.details);
  return (
    <div class="notices" role="status">
      {text && (
        <p class="notice warning">
          <Glyph name="alert" size={20} />
          <span>
            <strong>{messages.notices.storageError}</strong> {text.title}. {text.next}
          </span>
        </p>
      )}
      <UnusedItems />
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
