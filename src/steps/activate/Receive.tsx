import { CheckPhrase } from '../CheckPhrase.tsx';
import { useWizard } from '../context.ts';
import { Intake } from '../Intake.tsx';
import { ScreenFrame } from '../ScreenFrame.tsx';

/** Step 3: the license comes in. */
export function Receive() {
  const { journey, messages } = useWizard();
  const requestId = journey.pendingRequestId.value;
  return (
    <ScreenFrame title={messages.receive.title} lead={messages.receive.text}>
      {requestId && <CheckPhrase phrase={journey.checkPhraseOf(requestId)} />}
      <Intake />
    </ScreenFrame>
  );
}
