import type { Trouble } from '../activation/state.ts';
import type { Messages } from '../messages/languages.ts';
import { Glyph } from './Glyph.tsx';

/** Why, what to do now, and the code to tell support. */
export function TroubleText({ trouble, messages }: { trouble: Trouble; messages: Messages }) {
  const text = messages.refusal(trouble.code, trouble.details);
  return (
    <>
      <div class="trouble">
        <Glyph name="alert" size={40} />
        <h2>{messages.trouble.why}</h2>
        <p>{text.why}</p>
        <h2>{messages.trouble.next}</h2>
        <p>{text.next}</p>
      </div>
      <p class="hint">
        {messages.trouble.code}: <code translate={false}>{trouble.code}</code>
      </p>
    </>
  );
}
