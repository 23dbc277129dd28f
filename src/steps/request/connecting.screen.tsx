import { useWizard } from '../context.ts';
import { ScreenFrame } from '../frame/ScreenFrame.tsx';

/** Looks for the service. Where a firewall drops what is sent, that takes long, and nobody needs to wait for it. */
export default function Connecting() {
  const { journey, messages } = useWizard();
  const { connecting, noNetwork, renewal } = messages;
  const { license } = journey.state.value;
  return (
    <ScreenFrame
      title={connecting.title}
      lead={connecting.text}
      actions={
        <button type="button" onClick={journey.machine.review}>
          {license ? renewal.manually : noNetwork.manual}
        </button>
      }
    >
      <p class="progress" aria-hidden="true" />
    </ScreenFrame>
  );
}
