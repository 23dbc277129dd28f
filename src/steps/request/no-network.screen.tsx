import { Glyph } from '../../ui/Glyph.tsx';
import { useWizard } from '../context.ts';
import { ScreenFrame } from '../frame/ScreenFrame.tsx';

/** Not an error: manual activation begins here. */
export default function NoNetwork() {
  const { journey, messages } = useWizard();
  const { noNetwork, renewal } = messages;
  const { license, unreachable } = journey.state.value;
  const { product } = journey.profile;
  const reason = unreachable?.code;
  return (
    <ScreenFrame
      title={noNetwork.title}
      lead={license ? renewal.withoutNetwork(product.name) : noNetwork.text(product.name)}
      actions={
        <>
          <button type="button" class="primary" onClick={journey.machine.review}>
            {license ? renewal.manually : noNetwork.manual}
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
