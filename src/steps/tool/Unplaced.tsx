import { useWizard } from '../context.ts';
import { LicenseFacts } from '../LicenseFacts.tsx';
import { PrimaryButton } from '../PrimaryButton.tsx';
import { RefusalText } from '../RefusalText.tsx';
import { ScreenFrame } from '../ScreenFrame.tsx';

/** The license is good and kept, and the product does not have it yet. */
export function Unplaced() {
  const { journey, messages } = useWizard();
  const { tool: view, license } = journey.state.value;
  const words = messages.tool?.unplaced;
  if (!view || !license || !words) return null;
  const { path, kept, refusal, command } = view.place;
  return (
    <ScreenFrame
      title={words.title}
      lead={words.lead}
      actions={
        <PrimaryButton working={words.working} onPress={() => void journey.machine.place()}>
          {words.retry}
        </PrimaryButton>
      }
    >
      {refusal && (
        <>
          <h2>{messages.refusal(refusal.code, refusal.details).title}</h2>
          <RefusalText refusal={refusal} messages={messages} />
        </>
      )}
      {command && (
        <>
          <p>{words.command}:</p>
          <pre class="command" dir="ltr" translate={false}>
            {command}
          </pre>
        </>
      )}
      <dl class="facts">
        <dt>{words.belongs}</dt>
        <dd dir="ltr" translate={false}>
          {path}
        </dd>
        <dt>{messages.tool?.placed.kept}</dt>
        <dd dir="ltr" translate={false}>
          {kept}
        </dd>
      </dl>
      <LicenseFacts license={license} />
    </ScreenFrame>
  );
}
