import { Glyph } from '../../ui/Glyph.tsx';
import { ComputerId } from '../code/ComputerId.tsx';
import { useWizard } from '../context.ts';
import { PrimaryButton } from '../frame/PrimaryButton.tsx';
import { RemoveButton } from '../frame/RemoveButton.tsx';
import { ScreenFrame } from '../frame/ScreenFrame.tsx';
import type { ScreenProps } from '../views.ts';

/** Step 2 without a connection: the order is stored, and sent later. */
export default function Waiting({ screen: { requestId } }: ScreenProps<'waiting'>) {
  const { journey, messages } = useWizard();
  const { waiting } = messages;
  const { unreachable } = journey.state.value;
  const reason = unreachable && messages.refusal(unreachable.code, unreachable.details);
  const held = unreachable?.code === 'too-many-attempts';
  return (
    <ScreenFrame
      title={waiting.title}
      lead={held ? waiting.held : waiting.text}
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
      {reason && (
        <p class="note" role="status">
          <Glyph name={held ? 'clock' : 'offline'} size={20} />
          <span>
            <strong>{reason.title}.</strong> {reason.next}
          </span>
        </p>
      )}
    </ScreenFrame>
  );
}
