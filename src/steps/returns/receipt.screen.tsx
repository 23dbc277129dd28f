import type { CarriedReceipt } from '../../activation/records.ts';
import { useWizard } from '../context.ts';
import { PrimaryButton } from '../frame/PrimaryButton.tsx';
import { RefusalText } from '../frame/RefusalText.tsx';
import { RemoveButton } from '../frame/RemoveButton.tsx';
import { ScreenFrame } from '../frame/ScreenFrame.tsx';
import { ServiceNote } from '../frame/ServiceNote.tsx';
import { savedTexts } from '../frame/saved.ts';
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
  const saved = savedTexts(messages, 'receipt', journey.state.value);
  return (
    <ScreenFrame
      title={titleOf(receipt, saved.title)}
      lead={isWaiting ? saved.text : null}
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
      {isWaiting && unreachable && unreachable.code !== 'network-offline' && (
        <ServiceNote refusal={unreachable} repeats />
      )}
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
