import { returningActions } from '../../activation/machine/returning.ts';
import { typedCodeActions } from '../../activation/machine/typedCodes.ts';
import { CodePanel } from '../code/CodePanel.tsx';
import { HandOver } from '../code/HandOver.tsx';
import { useWizard } from '../context.ts';
import { PrimaryButton } from '../frame/PrimaryButton.tsx';
import { RefusalText } from '../frame/RefusalText.tsx';
import { ScreenFrame } from '../frame/ScreenFrame.tsx';
import { Later } from './Later.tsx';
import { ReturnAnswer } from './ReturnAnswer.tsx';

/** On the machine, after the license was returned: its receipt, until the service has it. */
export default function Returned() {
  const { journey, messages } = useWizard();
  const { returned } = messages;
  const codes = journey.part(typedCodeActions);
  const { answer = null, refusal = null } = journey.state.value.machine.returns.at(-1) ?? {};
  return (
    <ScreenFrame
      title={answer ? messages.receipt.titles[answer.outcome] : returned.title}
      lead={answer ? returned.free(journey.profile.product.name) : returned.text}
      after={
        <>
          {!answer && codes.returnCode() && (
            <button type="button" class="quiet" onClick={codes.showReturnCode}>
              {messages.typedCodes.returned.show}
            </button>
          )}
          <button type="button" class="quiet" onClick={() => void journey.machine.connect()}>
            {returned.activate}
          </button>
        </>
      }
    >
      {answer && <ReturnAnswer answer={answer} />}
      {refusal && (
        <>
          <h2>{messages.refusal(refusal.code, refusal.details).title}</h2>
          <Later refusal={refusal} />
          <RefusalText refusal={refusal} messages={messages} />
          <PrimaryButton
            working={messages.serial.sending}
            onPress={() => void journey.part(returningActions).sendAgain()}
          >
            {messages.receipt.retry}
          </PrimaryButton>
        </>
      )}
      {!answer && <Receipt />}
    </ScreenFrame>
  );
}

function Receipt() {
  const { journey, messages } = useWizard();
  const { returned } = messages;
  const outgoing = journey.outgoing.value;
  if (!outgoing) return null;
  return (
    <>
      <CodePanel outgoing={outgoing} />
      <p class="aside">{returned.saveText}</p>
      <HandOver save={returned.save} saved={returned.saved} share={returned.share} />
    </>
  );
}
