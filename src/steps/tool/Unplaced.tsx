import { useWizard } from '../context.ts';
import { LicenseFacts } from '../frame/LicenseFacts.tsx';
import { PrimaryButton } from '../frame/PrimaryButton.tsx';
import { RefusalText } from '../frame/RefusalText.tsx';
import { ScreenFrame } from '../frame/ScreenFrame.tsx';

/** The license is valid and stored, but not installed where the product reads it. */
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
