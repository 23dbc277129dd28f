import type { KeptRefusal } from '../../activation/records.ts';
import type { Messages } from '../../messages/languages.ts';
import { Glyph } from '../../ui/Glyph.tsx';

/** Why, what to do now, and the code for support. */
export function RefusalText({ refusal, messages }: { refusal: KeptRefusal; messages: Messages }) {
  const text = messages.refusal(refusal.code, refusal.details);
  return (
    <>
      <div class="refusal">
        <Glyph name="alert" size={40} />
        <h2>{messages.refusalLabels.why}</h2>
        <p>{text.why}</p>
        <h2>{messages.refusalLabels.next}</h2>
        <p>{text.next}</p>
      </div>
      <p class="hint">
        {messages.refusalLabels.code}: <code translate={false}>{refusal.code}</code>
      </p>
    </>
  );
}
