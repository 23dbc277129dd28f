import { useWizard } from '../context.ts';
import { FileContents } from '../document/FileContents.tsx';
import { PrimaryButton } from '../frame/PrimaryButton.tsx';
import { ScreenFrame } from '../frame/ScreenFrame.tsx';
import { ComeBackHint } from '../storage/ComeBackHint.tsx';

/** Shows everything that will leave the machine, down to the signature, before it does. */
export default function Review() {
  const wizard = useWizard();
  const { journey, messages, tool } = wizard;
  const outgoing = journey.outgoing.value;
  const { review: words } = messages;
  const { busy } = journey.state.value;
  return (
    <ScreenFrame
      title={words.title}
      lead={outgoing ? words.text : busy ? messages.opening : words.unprepared}
      {...(tool && { back: null })}
      actions={
        outgoing ? (
          <PrimaryButton onPress={() => void journey.machine.createRequest()}>{words.create}</PrimaryButton>
        ) : (
          !busy && <PrimaryButton onPress={() => void journey.machine.prepare()}>{words.prepare}</PrimaryButton>
        )
      }
    >
      <ComeBackHint />
      {tool && <tool.LeavesNotes />}
      {outgoing && (
        <FileContents
          file={outgoing.file}
          fileName={outgoing.fileName}
          absent={({ review }) => [
            ...(tool?.absentParts(wizard) ?? [[review.hardware, review.noHardware] as const]),
            ...(outgoing.name === '' ? [] : [[review.name, review.carried(outgoing.name)] as const]),
          ]}
        />
      )}
    </ScreenFrame>
  );
}
