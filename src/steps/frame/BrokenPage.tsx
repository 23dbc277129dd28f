import { refusalOf } from '../../activation/keptRefusal.ts';
import type { Messages } from '../../messages/languages.ts';
import { RefusalText } from './RefusalText.tsx';

/** Replaces the wizard when the page cannot be trusted or cannot run. */
export function BrokenPage({ error, messages }: { error: unknown; messages: Messages }) {
  const refusal = refusalOf(error);
  return (
    <main>
      <section class="screen">
        <h1>{messages.refusal(refusal.code, refusal.details).title}</h1>
        <RefusalText refusal={refusal} messages={messages} />
      </section>
    </main>
  );
}
