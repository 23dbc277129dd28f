import { refusalOf } from '../activation/engine.ts';
import type { Messages } from '../messages/languages.ts';
import { RefusalText } from './RefusalText.tsx';

/** Shown instead of the wizard when the page itself cannot be trusted or cannot run. */
export function BrokenPage({ fault, messages }: { fault: unknown; messages: Messages }) {
  const refusal = refusalOf(fault);
  return (
    <main>
      <section class="screen">
        <h1>{messages.refusal(refusal.code, refusal.details).title}</h1>
        <RefusalText refusal={refusal} messages={messages} />
      </section>
    </main>
  );
}
