import { Glyph } from '../../ui/Glyph.tsx';
import { useWizard } from '../context.ts';
import { ScreenFrame } from '../frame/ScreenFrame.tsx';

/** Not an error: manual activation begins here. */
export default function NoNetwork() {
  const { journey, messages } = useWizard();
  const { noNetwork } = messages;
  const reason = journey.state.value.unreachable?.code;
  return (
    <ScreenFrame
      title={noNetwork.title}
      lead={noNetwork.text(journey.profile.product.name)}
      actions={
        <>
          <button type="button" class="primary" onClick={journey.machine.review}>
            {noNetwork.manual}
          </button>
          <button type="button" onClick={() => void journey.machine.connect()}>
            {noNetwork.retry}
          </button>
        </>
      }
    >
      {reason && noNetwork.reasons[reason] && (
        <p class="note">
          <Glyph name="offline" size={20} />
          {noNetwork.reasons[reason]}
        </p>
      )}
    </ScreenFrame>
  );
}
