import { CheckPhrase } from '../code/CheckPhrase.tsx';
import { useWizard } from '../context.ts';
import { ScreenFrame } from '../frame/ScreenFrame.tsx';
import { Intake } from '../intake/Intake.tsx';

/** Step 3: takes the license in. */
export default function Receive() {
  const { journey, messages } = useWizard();
  const requestId = journey.pendingRequestId.value;
  // The camera's picture needs the room.
  const scanning = 'camera' in journey.state.value.screen;
  return (
    <ScreenFrame title={messages.receive.title} lead={scanning ? null : messages.receive.text}>
      {requestId && !scanning && <CheckPhrase phrase={journey.checkPhraseOf(requestId)} />}
      <Intake />
    </ScreenFrame>
  );
}
