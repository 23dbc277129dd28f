import { useWizard } from '../context.ts';

/** The check phrase, by which a person sees that both devices mean the same request. */
export function CheckPhrase({ phrase }: { phrase: string }) {
  const { messages } = useWizard();
  return (
    <p class="phrase">
      {messages.code.phrase} <strong translate={false}>{phrase}</strong>
      <span class="hint">{messages.code.phraseHint}</span>
    </p>
  );
}
