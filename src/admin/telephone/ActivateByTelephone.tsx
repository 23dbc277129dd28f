import { useRef } from 'preact/hooks';
import { useAdmin } from '../context.ts';
import { DictatedAnswer } from './DictatedAnswer.tsx';
import { OrderByCode } from './OrderByCode.tsx';
import { TelephoneFrame } from './TelephoneFrame.tsx';

/** Answers the installation code of a machine with a confirmation code. */
export function ActivateByTelephone() {
  const { admin, messages } = useAdmin();
  const answer = admin.codeOrder.answer.value;
  const wasAnswered = useRef(false);
  if (answer) wasAnswered.current = true;
  return (
    <TelephoneFrame title={messages.telephone.order.title}>
      {answer ? <DictatedAnswer answer={answer} /> : <OrderByCode startsTyping={wasAnswered.current} />}
    </TelephoneFrame>
  );
}
