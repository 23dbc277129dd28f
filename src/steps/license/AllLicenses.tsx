import { CodePanel } from '../CodePanel.tsx';
import { useWizard } from '../context.ts';
import { HandOver } from '../HandOver.tsx';
import { ScreenFrame } from '../ScreenFrame.tsx';

/** Step 2, done for a whole room: the same codes for every machine, and each picks out its own. */
export function AllLicenses() {
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
