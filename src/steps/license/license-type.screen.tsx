import type { Order } from '../../activation/screens.ts';
import { ComputerId } from '../code/ComputerId.tsx';
import { useWizard } from '../context.ts';
import { PrimaryButton } from '../frame/PrimaryButton.tsx';
import { RemoveButton } from '../frame/RemoveButton.tsx';
import { ScreenFrame } from '../frame/ScreenFrame.tsx';
import type { ScreenProps } from '../views.ts';

/** Step 2: the license type. A type without serial number is ordered from here. */
export default function LicenseTypeChoice({ screen: { order } }: ScreenProps<'license-type'>) {
  const { journey, messages } = useWizard();
  const { licenseType: words } = messages;
  const chosen = journey.order.typeOf(order);
  const isRenewal = journey.order.isRenewal(order);
  const [only, another] = order.for === 'carried-requests' ? order.requestIds : [];

  function submit(event: Event): void {
    event.preventDefault();
    void journey.order.confirmType(order);
  }

  return (
    <ScreenFrame title={words.title} lead={order.for === 'this-machine' ? words.online : null}>
      <form onSubmit={submit}>
        {order.for === 'carried-requests' && <Ordered requestIds={order.requestIds} />}
        <Previous order={order} />
        <fieldset class="cards">
          <legend class="unseen">{words.legend}</legend>
          {journey.order.typesOf(order).map((type) => (
            <label key={type.id} class="card option">
              <input
                type="radio"
                name="license-type"
                value={type.id}
                checked={chosen?.id === type.id}
                onChange={() => void journey.order.chooseType(order, type.id)}
              />
              <span class="card-title">{type.name}</span>
              {type.description && <span>{type.description}</span>}
              <span class="hint">{type.serialNumber === 'required' ? words.needsSerial : words.noSerial}</span>
            </label>
          ))}
        </fieldset>
        <div class="actions">
          <PrimaryButton working={messages.serial.sending} ready={chosen !== undefined}>
            {isRenewal ? messages.renewal.renew : chosen?.serialNumber === 'none' ? words.request : words.next}
          </PrimaryButton>
          {isRenewal && (
            <button type="button" onClick={() => journey.order.enterSerialNumber(order)}>
              {messages.renewal.otherSerial}
            </button>
          )}
          {order.for === 'this-machine' ? (
            <button type="button" onClick={journey.machine.review}>
              {words.manual}
            </button>
          ) : (
            <button type="button" onClick={journey.courier.collect}>
              {words.scanAnother}
            </button>
          )}
        </div>
        {only && !another && (
          <RemoveButton
            label={messages.waiting.remove}
            question={messages.waiting.askRemove}
            remove={() => journey.courier.remove(only)}
          />
        )}
      </form>
    </ScreenFrame>
  );
}

/** The license that the order renews or replaces. */
function Previous({ order }: { readonly order: Order }) {
  const { journey, messages } = useWizard();
  const previous = journey.order.previousLicense(order);
  if (!previous) return null;
  const words = order.for === 'this-machine' ? messages.renewal.inForce : messages.renewal.onPhone.previous;
  const serial = previous.serialMasked?.slice(-5) ?? null;
  return <p class="hint">{words(journey.nameOfType(previous.licenseType), serial)}</p>;
}

/** The requests that the order is for, by their computers. */
function Ordered({ requestIds }: { requestIds: readonly string[] }) {
  const { journey, messages } = useWizard();
  const [only, another] = requestIds;
  if (only !== undefined && another === undefined) return <ComputerId {...journey.courier.computerOf(only)} />;
  return (
    <p class="note computer-ids">
      {messages.licenseType.several(requestIds.length)}
      {requestIds.map((requestId) => (
        <strong key={requestId} translate={false}>
          {journey.courier.computerOf(requestId).machine}
        </strong>
      ))}
    </p>
  );
}
