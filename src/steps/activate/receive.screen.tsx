import { ComputerId } from '../code/ComputerId.tsx';
import { useWizard } from '../context.ts';
import { ScreenFrame } from '../frame/ScreenFrame.tsx';
import { Intake } from '../intake/Intake.tsx';

/** Step 3: takes the license in. */
export default function Receive() {
  const { journey, messages } = useWizard();
  const machine = journey.machineId.value;
  // The camera's picture needs the room.
  const scanning = 'camera' in journey.state.value.screen;
  return (
    <ScreenFrame title={messages.receive.title} lead={scanning ? null : messages.receive.text}>
      {machine && !scanning && <ComputerId machine={machine} name={journey.state.value.machine.name} />}
      <Intake />
    </ScreenFrame>
  );
}
