import { CodePanel } from '../CodePanel.tsx';
import { useWizard } from '../context.ts';
import { HandOver } from '../HandOver.tsx';
import { LicenseFacts } from '../LicenseFacts.tsx';
import { RemoveButton } from '../RemoveButton.tsx';
import { ScreenFrame } from '../ScreenFrame.tsx';

/** Step 2, done: the license as a code and as a file, for the way back. */
export function LicenseReady({ requestId }: { requestId: string }) {
  const { journey, messages } = useWizard();
  const { license } = messages;
  const outgoing = journey.outgoing.value;
  const fields = journey.courier.licenseOf(requestId);
  return (
    <ScreenFrame
      title={license.title}
      lead={license.text}
      actions={
        <button type="button" onClick={journey.courier.collect}>
          {license.done}
        </button>
      }
      after={
        <RemoveButton
          label={license.remove}
          question={license.askRemove}
          remove={() => journey.courier.remove(requestId)}
        />
      }
    >
      {outgoing && <CodePanel outgoing={outgoing} />}
      <p class="aside">{license.machineHint}</p>
      {fields && <LicenseFacts license={fields} />}
      <HandOver save={license.save} saved={license.saved} share={license.share} />
    </ScreenFrame>
  );
}
