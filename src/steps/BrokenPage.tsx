import { troubleOf } from '../activation/engine.ts';
import type { Messages } from '../messages/languages.ts';
import { TroubleText } from './RefusalText.tsx';

/** Shown instead of the wizard when the page itself cannot be trusted or cannot run. */
export function BrokenPage({ fault, messages }: { fault: unknown; messages: Messages }) {
  const trouble = troubleOf(fault);
  return (
    <main>
      <section class="screen">
        <h1>{messages.refusal(trouble.code, trouble.details).title}</h1>
        <TroubleText trouble={trouble} messages={messages} />
      </section>
    </main>
  );
}
