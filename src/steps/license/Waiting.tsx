import { CheckPhrase } from '../CodePanel.tsx';
import { useWizard } from '../context.ts';
import { Glyph } from '../Glyph.tsx';
import { RemoveButton } from '../RemoveButton.tsx';
import { ScreenFrame } from '../ScreenFrame.tsx';

/** Step 2 without signal: the order is safe and goes out by itself. */
export function Waiting({ requestId }: { requestId: string }) {
  const { journey, messages } = useWizard();
  const { waiting } = messages;
  const { busy, unreachable } = journey.state.value;
  return (
    <ScreenFrame
      title={waiting.title}
      lead={waiting.text}
      actions={
        <button type="button" class="primary" disabled={busy} onClick={() => void journey.courier.retry()}>
          {waiting.retry}
        </button>
      }
      after={
        <div class="choices">
          <button type="button" onClick={() => void journey.courier.reconsider(requestId)}>
            {waiting.change}
          </button>
          <RemoveButton label={waiting.remove} question={waiting.askRemove} requestId={requestId} />
        </div>
      }
    >
      <CheckPhrase phrase={journey.checkPhraseOf(requestId)} />
      {unreachable && (
        <p class="note" role="status">
          <Glyph name="offline" size={20} />
          {messages.refusal(unreachable.code, unreachable.details).title}
        </p>
      )}
    </ScreenFrame>
  );
}
