import type { CarriedReceipt } from '../../activation/records.ts';
import { Glyph } from '../../ui/Glyph.tsx';
import { useWizard } from '../context.ts';
import { PrimaryButton } from '../frame/PrimaryButton.tsx';
import { RefusalText } from '../frame/RefusalText.tsx';
import { RemoveButton } from '../frame/RemoveButton.tsx';
import { ScreenFrame } from '../frame/ScreenFrame.tsx';
import type { ScreenProps } from '../views.ts';
import { Later, useDayOf } from './Later.tsx';
import { ReturnAnswer } from './ReturnAnswer.tsx';

/** On the device with internet: a machine's return receipt, and the service's answer. */
export default function Receipt({ screen: { id } }: ScreenProps<'receipt'>) {
  const { journey, messages } = useWizard();
  const { receipt: words } = messages;
  const receipt = journey.receipts.find(id);
  const from = useDayOf(receipt?.refusal ?? null);
  if (!receipt) return null;
  const { answer, refusal } = receipt;
  const { unreachable } = journey.state.value;
  const isWaiting = !answer && !refusal;
  return (
    <ScreenFrame
      title={titleOf(receipt, unreachable ? messages.waiting.title : words.sending)}
      lead={isWaiting && unreachable ? words.waiting : null}
      actions={
        answer ? (
          <button type="button" class="primary" onClick={journey.courier.collect}>
            {messages.done}
          </button>
        ) : (
          (refusal || unreachable) && (
            <PrimaryButton working={messages.serial.sending} onPress={() => void journey.receipts.retry(id)}>
              {refusal ? words.retry : messages.waiting.retry}
            </PrimaryButton>
          )
        )
      }
      after={
        <RemoveButton
          label={words.remove}
          question={answer ? words.askRemove : words.askRemoveUnsent}
          remove={() => journey.receipts.remove(id)}
        />
      }
    >
      {answer && <ReturnAnswer answer={answer} />}
      {refusal && <Later refusal={refusal} />}
      {refusal && <RefusalText refusal={refusal} messages={messages} />}
      {isWaiting && !unreachable && <p class="progress" aria-hidden="true" />}
      {isWaiting && unreachable && <Unreachable />}
      <dl class="facts">
        <dt>{words.machine}</dt>
        <dd dir="ltr" translate={false}>
          {receipt.machine}
        </dd>
      </dl>
    </ScreenFrame>
  );

  function titleOf({ answer, refusal }: CarriedReceipt, otherwise: string): string {
    if (from !== null) return messages.returning.laterTitle(from);
    if (refusal) return messages.refusal(refusal.code, refusal.details).title;
    return answer ? words.titles[answer.outcome] : otherwise;
  }
}

function Unreachable() {
  const { journey, messages } = useWizard();
  const { unreachable } = journey.state.value;
  if (!unreachable) return null;
  const reason = messages.refusal(unreachable.code, unreachable.details);
  return (
    <p class="note" role="status">
      <Glyph name="offline" size={20} />
      <span>
        <strong>{reason.title}.</strong> {reason.next}
      </span>
    </p>
  );
}
