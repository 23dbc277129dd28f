import { Glyph } from '../../ui/Glyph.tsx';
import { useWizard } from '../context.ts';

/** Notices on every screen: something is not stored, the service is slow, a newer version is ready. */
export function Notices() {
  const { journey, messages, tool } = useWizard();
  const { storageError, updateReady, slowCalls, screen } = journey.state.value;
  const text = storageError && messages.refusal(storageError.code, storageError.details);
  return (
    <div class="notices" role="status">
      {text && (
        <p class="notice warning">
          <Glyph name="alert" size={20} />
          <span>
            <strong>{messages.notices.storageError}</strong> {text.title}. {text.next}{' '}
            <span class="hint">
              {messages.refusalLabels.code}: <code translate={false}>{storageError?.code}</code>
            </span>
          </span>
        </p>
      )}
      {slowCalls > 0 && screen.at !== 'waiting' && <p class="notice">{messages.connection.slow}</p>}
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
