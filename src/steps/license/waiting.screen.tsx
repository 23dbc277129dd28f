import { ComputerId } from '../code/ComputerId.tsx';
import { useWizard } from '../context.ts';
import { PrimaryButton } from '../frame/PrimaryButton.tsx';
import { RemoveButton } from '../frame/RemoveButton.tsx';
import { ScreenFrame } from '../frame/ScreenFrame.tsx';
import { ServiceNote } from '../frame/ServiceNote.tsx';
import { savedTexts } from '../frame/saved.ts';
import type { ScreenProps } from '../views.ts';
import { ComputerName } from './ComputerName.tsx';

/** Step 2 while the order is not answered: it is stored, and sent now or later. */
export default function Waiting({ screen: { requestId } }: ScreenProps<'waiting'>) {
  const { journey, messages } = useWizard();
  const { waiting } = messages;
  const { unreachable } = journey.state.value;
  const { title, text } = savedTexts(messages, 'order', journey.state.value);
  return (
    <ScreenFrame
      title={title}
      lead={text}
      actions={
        <PrimaryButton working={messages.serial.sending} onPress={() => void journey.courier.retry()}>
          {waiting.retry}
        </PrimaryButton>
      }
      after={
        <div class="choices">
          <button type="button" onClick={() => void journey.courier.reconsider(requestId)}>
            {waiting.change}
          </button>
          <RemoveButton
            label={waiting.remove}
            question={waiting.askRemove}
            remove={() => journey.courier.remove(requestId)}
          />
        </div>
      }
    >
      <ComputerId {...journey.courier.computerOf(requestId)} />
      <ComputerName requestId={requestId} />
      {unreachable && unreachable.code !== 'network-offline' && <ServiceNote refusal={unreachable} repeats />}
    </ScreenFrame>
  );
}
