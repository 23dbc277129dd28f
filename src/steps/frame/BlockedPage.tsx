import type { Messages } from '../../messages/languages.ts';
import { RefusalText } from './RefusalText.tsx';

/** In place of the wizard while another tab keeps the stored data locked; the page goes on when that tab has closed. */
export function BlockedPage({ messages }: { messages: Messages }) {
  const refusal = { code: 'storage-blocked', details: {} } as const;
  return (
    <main>
      <section class="screen" role="status">
        <h1>{messages.refusal(refusal.code, refusal.details).title}</h1>
        <RefusalText refusal={refusal} messages={messages} />
        <p class="progress" aria-hidden="true" />
      </section>
    </main>
  );
}
