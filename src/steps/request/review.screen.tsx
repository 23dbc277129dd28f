import { useWizard } from '../context.ts';
import { FileContents } from '../document/FileContents.tsx';
import { PrimaryButton } from '../frame/PrimaryButton.tsx';
import { ScreenFrame } from '../frame/ScreenFrame.tsx';

/** Shows everything that will leave the machine, down to the signature, before it does. */
export default function Review() {
  const wizard = useWizard();
  const { journey, messages, tool } = wizard;
  const outgoing = journey.outgoing.value;
  const { review } = messages;
  const { busy } = journey.state.value;
  return (
    <ScreenFrame
      title={review.title}
      lead={outgoing ? review.text : busy ? messages.opening : review.unprepared}
      {...(tool && { back: null })}
      actions={
        outgoing ? (
          <PrimaryButton onPress={() => void journey.machine.createRequest()}>{review.create}</PrimaryButton>
        ) : (
          !busy && <PrimaryButton onPress={() => void journey.machine.prepare()}>{review.prepare}</PrimaryButton>
        )
      }
    >
      {tool && <tool.LeavesNotes />}
      {outgoing && (
        <FileContents
          file={outgoing.file}
          fileName={outgoing.fileName}
          absent={(words) => tool?.absentParts(wizard) ?? [[words.review.hardware, words.review.noHardware]]}
        />
      )}
    </ScreenFrame>
  );
}
