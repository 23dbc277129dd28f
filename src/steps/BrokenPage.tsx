import { troubleOf } from '../activation/engine.ts';
import type { Messages } from '../messages/languages.ts';

/** Shown instead of the wizard when the page itself cannot be trusted or cannot run. */
export function BrokenPage({ fault, messages }: { fault: unknown; messages: Messages }) {
  const { code, details } = troubleOf(fault);
  const text = messages.refusal(code, details);
  return (
    <main>
      <section class="screen">
        <h1>{text.title}</h1>
        <div class="trouble">
          <h2>{messages.trouble.why}</h2>
          <p>{text.why}</p>
          <h2>{messages.trouble.next}</h2>
          <p>{text.next}</p>
        </div>
        <p class="hint">
          {messages.trouble.code}: <code translate={false}>{code}</code>
        </p>
      </section>
    </main>
  );
}
