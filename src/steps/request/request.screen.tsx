import { typedCodeActions } from '../../activation/machine/typedCodes.ts';
import { CodePanel } from '../code/CodePanel.tsx';
import { HandOver } from '../code/HandOver.tsx';
import { useWizard } from '../context.ts';
import { ScreenFrame } from '../frame/ScreenFrame.tsx';

/** Step 1 is done: the request as a code and as a file. */
export default function RequestCode() {
  const { journey, messages, tool } = useWizard();
  const { request } = messages;
  const outgoing = journey.outgoing.value;
  return (
    <ScreenFrame
      title={request.title}
      lead={request.textPhone}
      actions={
        <button type="button" class="primary" onClick={journey.machine.receive}>
          {request.next}
        </button>
      }
      after={
        <div class="choices">
          {!tool && (
            <button type="button" class="quiet" onClick={() => void journey.machine.connect()}>
              {messages.noNetwork.retry}
            </button>
          )}
          <button type="button" class="quiet" onClick={() => journey.part(typedCodeActions).showInstallationCode()}>
            {messages.typedCodes.begin}
          </button>
          <button type="button" class="quiet" onClick={() => void journey.machine.startOver()}>
            {request.startOver}
          </button>
        </div>
      }
    >
      {outgoing && <CodePanel outgoing={outgoing} />}
      <p class="aside">{request.saveText}</p>
      <HandOver save={request.save} saved={request.saved} share={request.share} />
    </ScreenFrame>
  );
}
