import { CodePanel } from '../code/CodePanel.tsx';
import { HandOver } from '../code/HandOver.tsx';
import { useWizard } from '../context.ts';
import { ScreenFrame } from '../frame/ScreenFrame.tsx';

/** Step 2 is done for many machines: the same codes for all, and each picks out its license. */
export default function AllLicenses() {
  const { journey, messages } = useWizard();
  const { licenses } = messages;
  const outgoing = journey.outgoing.value;
  return (
    <ScreenFrame
      title={licenses.title}
      lead={licenses.text}
      actions={
        <button type="button" class="primary" onClick={journey.courier.collect}>
          {licenses.done}
        </button>
      }
    >
      {outgoing && <CodePanel outgoing={outgoing} />}
      <p class="aside">{messages.license.machineHint}</p>
      <HandOver save={licenses.save} saved={messages.collect.savedAll} share={licenses.share} copy={false} />
    </ScreenFrame>
  );
}
