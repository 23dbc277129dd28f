import { senderOf } from '../../activation/transfer/codes.ts';
import { canPrint } from '../../activation/transfer/sheets.ts';
import { CodePanel } from '../code/CodePanel.tsx';
import { useWizard } from '../context.ts';
import { ScreenFrame } from '../frame/ScreenFrame.tsx';
import { FilePicker } from '../intake/FilePicker.tsx';
import { PrintButton } from '../paper/PrintButton.tsx';

/** Shows a file as codes. */
export default function Sending() {
  const { journey, messages } = useWizard();
  const { sending } = messages;
  const outgoing = journey.outgoing.value;
  if (!outgoing) return null;
  const { fileName } = outgoing;
  const sender = senderOf(outgoing);
  return (
    <ScreenFrame
      title={sending.title}
      lead={sending.text}
      actions={
        <>
          <button type="button" class="primary" onClick={() => void journey.fileTransfer.discard()}>
            {sending.done}
          </button>
          <FilePicker class="button" onChoose={([file]) => file && void journey.fileTransfer.choose(file)}>
            {sending.another}
          </FilePicker>
        </>
      }
      after={sender && canPrint(sender) && <PrintButton sender={sender} />}
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
