import { CodePanel } from '../CodePanel.tsx';
import { useWizard } from '../context.ts';
import { FilePicker } from '../FilePicker.tsx';
import { PrintButton } from '../PrintButton.tsx';
import { ScreenFrame } from '../ScreenFrame.tsx';

/** A file on its way out of this device. */
export function Sending() {
  const { journey, messages } = useWizard();
  const { sending } = messages;
  const outgoing = journey.outgoing.value;
  if (!outgoing) return null;
  const { sender, fileName } = outgoing;
  return (
    <ScreenFrame
      title={sending.title}
      lead={sending.text}
      actions={
        <>
          <button type="button" class="primary" onClick={() => void journey.carry.discard()}>
            {sending.done}
          </button>
          <FilePicker class="button" onChoose={([file]) => file && void journey.carry.choose(file)}>
            {sending.another}
          </FilePicker>
        </>
      }
      after={sender && journey.canPrint(sender) && <PrintButton sender={sender} />}
    >
      <CodePanel outgoing={outgoing} />
      <p class="file-name">
        <bdi dir="ltr" translate={false}>
          {fileName}
        </bdi>
      </p>
    </ScreenFrame>
  );
}
