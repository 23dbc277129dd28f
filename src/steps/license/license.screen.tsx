import { CodePanel } from '../code/CodePanel.tsx';
import { HandOver } from '../code/HandOver.tsx';
import { useWizard } from '../context.ts';
import { LicenseFacts } from '../frame/LicenseFacts.tsx';
import { RemoveButton } from '../frame/RemoveButton.tsx';
import { ScreenFrame } from '../frame/ScreenFrame.tsx';
import type { ScreenProps } from '../views.ts';

/** Step 2 is done: the license as a code and as a file. */
export default function LicenseReady({ screen: { requestId } }: ScreenProps<'license'>) {
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
