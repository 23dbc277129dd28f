import type { RefusalCode } from '../../refusal.ts';
import { useWizard } from '../context.ts';
import { ScreenFrame } from '../frame/ScreenFrame.tsx';
import { ServiceNote } from '../frame/ServiceNote.tsx';

/** For people, these are no connection; everything else is trouble of the service, or of what is in between. */
const noConnection: readonly RefusalCode[] = ['network-offline', 'service-unreachable'];

/** Not an error: manual activation begins here. */
export default function NoNetwork() {
  const { journey, messages } = useWizard();
  const { noNetwork, renewal, connection } = messages;
  const { license, unreachable } = journey.state.value;
  const { name } = journey.profile.product;
  const trouble = unreachable && !noConnection.includes(unreachable.code) ? unreachable : null;
  const { withoutService } = connection;
  const withTrouble = license ? withoutService.renew(name) : withoutService.activate(name);
  const without = license ? renewal.withoutNetwork(name) : noNetwork.text(name);
  return (
    <ScreenFrame
      title={trouble ? messages.refusal(trouble.code, trouble.details).title : noNetwork.title}
      lead={trouble ? withTrouble : without}
      actions={
        <>
          <button type="button" class="primary" onClick={journey.machine.review}>
            {license ? renewal.manually : noNetwork.manual}
          </button>
          <button type="button" onClick={() => void journey.machine.connect()}>
            {trouble ? withoutService.retry : noNetwork.retry}
          </button>
        </>
      }
    >
      {unreachable && unreachable.code !== 'network-offline' && <ServiceNote refusal={unreachable} />}
    </ScreenFrame>
  );
}
