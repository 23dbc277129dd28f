import { typedCodeActions } from '../../activation/machine/typedCodes.ts';
import { ComputerId } from '../code/ComputerId.tsx';
import { useWizard } from '../context.ts';
import { ScreenFrame } from '../frame/ScreenFrame.tsx';
import { ShownCode } from './ShownCode.tsx';

/** The return slip as a code, where nothing but paper and voices leaves the room. */
export default function ReturnCode() {
  const { journey, messages } = useWizard();
  const { typedCodes: words } = messages;
  const code = journey.part(typedCodeActions).returnCode();
  const machine = journey.machineId.value;
  if (!code) return null;
  return (
    <ScreenFrame title={words.returned.title} lead={words.returned.text}>
      {machine && (
        <ComputerId machine={machine} name={journey.state.value.machine.name} hint={messages.typedCodes.sameAtVendor} />
      )}
      <ShownCode kind="return" groups={code} text={words.sheet.returned} />
    </ScreenFrame>
  );
}
