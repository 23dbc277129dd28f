import { typedCodeActions } from '../../activation/machine/typedCodes.ts';
import { ComputerId } from '../code/ComputerId.tsx';
import { useWizard } from '../context.ts';
import { PrimaryButton } from '../frame/PrimaryButton.tsx';
import { ScreenFrame } from '../frame/ScreenFrame.tsx';
import { ShownCode } from './ShownCode.tsx';

/** Step 1 where nothing but paper and voices leaves the room: the request as a code to write down or read out. */
export default function InstallationCode() {
  const { journey, messages } = useWizard();
  const { typedCodes: words } = messages;
  const codes = journey.part(typedCodeActions);
  const code = codes.installationCode();
  const machine = journey.machineId.value;
  if (!code) return null;
  return (
    <ScreenFrame
      title={words.request.title}
      lead={words.request.text}
      actions={<PrimaryButton onPress={codes.showEntry}>{words.request.next}</PrimaryButton>}
    >
      {machine && (
        <ComputerId machine={machine} name={journey.state.value.machine.name} hint={messages.typedCodes.sameAtVendor} />
      )}
      <ShownCode kind="installation" groups={code} text={words.sheet.request} />
    </ScreenFrame>
  );
}
