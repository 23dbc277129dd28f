import { tourActions } from '../../activation/courier/tour.ts';
import { Button } from '../../ui/Button.tsx';
import { CodePanel } from '../code/CodePanel.tsx';
import { HandOver } from '../code/HandOver.tsx';
import { useWizard } from '../context.ts';
import { ScreenFrame } from '../frame/ScreenFrame.tsx';
import type { ScreenProps } from '../views.ts';

/** Step 2 is done for many machines: the same codes for all, and each picks out its license. */
export default function AllLicenses({ screen }: ScreenProps<'licenses'>) {
  const { journey, messages } = useWizard();
  const { licenses } = messages;
  const outgoing = journey.outgoing.value;
  const { product = journey.profile.product.id, requestIds } = screen;
  const ofProduct = journey.state.value.carriedRequests.filter((one) => one.product === product);
  const ids = requestIds ?? ofProduct.map(({ requestId }) => requestId);
  return (
    <ScreenFrame
      title={licenses.title}
      lead={licenses.text}
      actions={
        <button type="button" class="primary" onClick={journey.courier.collect}>
          {licenses.done}
        </button>
      }
    >
      <div class="one-by-one">
        <Button onPress={() => journey.part(tourActions).begin(ids)}>{messages.identity.tour.begin}</Button>
        <p class="hint">{messages.identity.tour.beginHint}</p>
      </div>
      {outgoing && <CodePanel outgoing={outgoing} />}
      <p class="aside">{messages.license.machineHint}</p>
      <HandOver save={licenses.save} saved={messages.collect.savedAll} share={licenses.share} copy={false} />
    </ScreenFrame>
  );
}
