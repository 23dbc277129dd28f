import { typedCodeActions } from '../../activation/machine/typedCodes.ts';
import { ComputerId } from '../code/ComputerId.tsx';
import { useWizard } from '../context.ts';
import { ScreenFrame } from '../frame/ScreenFrame.tsx';
import { Intake } from '../intake/Intake.tsx';

/** Step 3: takes the license in. */
export default function Receive() {
  const { journey, messages } = useWizard();
  const machine = journey.machineId.value;
  // A confirmation code answers a request.
  const isRequested = journey.pendingRequestId.value !== null;
  // The camera's picture needs the room.
  const scanning = 'camera' in journey.state.value.screen;
  return (
    <ScreenFrame
      title={messages.receive.title}
      lead={scanning ? null : messages.receive.text}
      after={
        isRequested &&
        !scanning && (
          <button type="button" class="quiet" onClick={() => journey.part(typedCodeActions).showEntry()}>
            {messages.typedCodes.license.begin}
          </button>
        )
      }
    >
      {machine && !scanning && <ComputerId machine={machine} name={journey.state.value.machine.name} />}
      <Intake />
    </ScreenFrame>
  );
}
