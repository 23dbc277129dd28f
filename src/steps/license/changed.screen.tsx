import { orderActions } from '../../activation/order.ts';
import { Glyph } from '../../ui/Glyph.tsx';
import { ComputerId } from '../code/ComputerId.tsx';
import { useWizard } from '../context.ts';
import { PrimaryButton } from '../frame/PrimaryButton.tsx';
import { RemoveButton } from '../frame/RemoveButton.tsx';
import { ScreenFrame } from '../frame/ScreenFrame.tsx';
import type { ScreenProps } from '../views.ts';

/** Step 2 with a question: the machine has changed. Shows what is new, and what happens to the seat. */
export default function Changed({ screen: { order } }: ScreenProps<'changed'>) {
  const { journey, messages } = useWizard();
  const { changed } = messages;
  const change = journey.part(orderActions).changeOf(order);
  if (!change) return null;
  const text = messages.refusal(change.code, change.details);
  const [requestId] = order.for === 'carried-requests' ? order.requestIds : [];
  return (
    <ScreenFrame
      title={text.title}
      lead={text.why}
      actions={
        <>
          <PrimaryButton
            working={messages.serial.sending}
            onPress={() => void journey.part(orderActions).confirmChange(order)}
          >
            {change.details.seat === 'moves' ? changed.moves : changed.another}
          </PrimaryButton>
          <button type="button" onClick={() => journey.part(orderActions).change(order)}>
            {messages.waiting.change}
          </button>
        </>
      }
      after={
        requestId && (
          <RemoveButton
            label={messages.waiting.remove}
            question={messages.waiting.askRemove}
            remove={() => journey.courier.remove(requestId)}
          />
        )
      }
    >
      {requestId && <ComputerId {...journey.courier.computerOf(requestId)} />}
      <p class="note">
        <Glyph name="computer" size={20} />
        {text.next}
      </p>
    </ScreenFrame>
  );
}
