import { CheckPhrase } from '../CheckPhrase.tsx';
import { useWizard } from '../context.ts';
import { Intake } from '../Intake.tsx';
import { ScreenFrame } from '../ScreenFrame.tsx';

/** Step 3: the license comes in. */
export function Receive() {
  const { journey, messages } = useWizard();
  const requestId = journey.pendingRequestId.value;
  // The camera's picture says it better, and needs the room.
  const scanning = 'camera' in journey.state.value.screen;
  return (
    <ScreenFrame title={messages.receive.title} lead={scanning ? null : messages.receive.text}>
      {requestId && !scanning && <CheckPhrase phrase={journey.checkPhraseOf(requestId)} />}
      <Intake />
    </ScreenFrame>
  );
}
