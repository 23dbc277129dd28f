import type { CarriedOrder } from '../../activation/courier/batchOrders.ts';
import { batchActions } from '../../activation/courier/batchOrders.ts';
import { orderActions } from '../../activation/order.ts';
import type { Order } from '../../activation/screens.ts';
import { ComputerId } from '../code/ComputerId.tsx';
import { useWizard } from '../context.ts';
import { DocumentDetails } from '../document/DocumentDetails.tsx';
import { PrimaryButton } from '../frame/PrimaryButton.tsx';
import { RemoveButton } from '../frame/RemoveButton.tsx';
import { ScreenFrame } from '../frame/ScreenFrame.tsx';
import type { ScreenProps } from '../views.ts';
import { ComputerName } from './ComputerName.tsx';

/** Step 2: the license type. A type without serial number is ordered from here. */
export default function LicenseTypeChoice({ screen: { order } }: ScreenProps<'license-type'>) {
  const { journey, messages } = useWizard();
  const { licenseType: words } = messages;
  const chosen = journey.part(orderActions).typeOf(order);
  const isRenewal = journey.part(orderActions).isRenewal(order);
  const requestIds = order.for === 'carried-requests' ? order.requestIds : [];
  const [only, another] = requestIds;
  const isBatch = another !== undefined;
  const request = isBatch ? messages.list.batch.request(requestIds.length) : words.request;

  function submit(event: Event): void {
    event.preventDefault();
    void journey.part(orderActions).confirmType(order);
  }

  return (
    <ScreenFrame
      title={isBatch ? messages.list.batch.title(requestIds.length) : words.title}
      lead={order.for === 'this-machine' ? words.online : null}
    >
      <form onSubmit={submit}>
        {order.for === 'carried-requests' && <Ordered order={order} />}
        <Previous order={order} />
        <fieldset class="cards">
          <legend class="unseen">{words.legend}</legend>
          {journey
            .part(orderActions)
            .typesOf(order)
            .map((type) => (
              <label key={type.id} class="card option">
                <input
                  type="radio"
                  name="license-type"
                  value={type.id}
                  checked={chosen?.id === type.id}
                  onChange={() => void journey.part(orderActions).chooseType(order, type.id)}
                />
                <span class="card-title">{type.name}</span>
                {type.description && <span>{type.description}</span>}
                <span class="hint">{type.serialNumber === 'required' ? words.needsSerial : words.noSerial}</span>
              </label>
            ))}
        </fieldset>
        <div class="actions">
          <PrimaryButton working={messages.serial.sending} ready={chosen !== undefined}>
            {isRenewal ? messages.renewal.renew : chosen?.serialNumber === 'none' ? request : words.next}
          </PrimaryButton>
          {isRenewal && (
            <button type="button" onClick={() => journey.part(orderActions).enterSerialNumber(order)}>
              {messages.renewal.otherSerial}
            </button>
          )}
          {order.for === 'this-machine' ? (
            <button type="button" onClick={journey.machine.review}>
              {words.manual}
            </button>
          ) : (
            <CourierWays order={order} />
          )}
        </div>
        {isBatch && <EachItsOwn requestIds={requestIds} order={order} />}
        {only && !isBatch && (
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
  const previous = journey.part(orderActions).previousLicense(order);
  if (!previous) return null;
  const words = order.for === 'this-machine' ? messages.renewal.inForce : messages.renewal.onPhone.previous;
  const serial = previous.serialMasked?.slice(-5) ?? null;
  return <p class="hint">{words(journey.nameOfType(previous.licenseType), serial)}</p>;
}

/** One more computer first; the next one, where they are ordered one after another. */
function CourierWays({ order }: { readonly order: CarriedOrder }) {
  const { journey, messages } = useWizard();
  if (order.among) {
    return (
      <button type="button" onClick={() => journey.part(batchActions).skip(order)}>
        {messages.list.batch.skip}
      </button>
    );
  }
  if (order.requestIds.length > 1) return null;
  return (
    <button type="button" onClick={journey.courier.collect}>
      {messages.licenseType.scanAnother}
    </button>
  );
}

/** What the request of one computer holds, for those who compare it with its sheet. */
function RequestDetails({ requestId }: { readonly requestId: string }) {
  const { journey } = useWizard();
  const found = journey.state.value.carriedRequests.find((one) => one.requestId === requestId);
  if (!found || found.request.length === 0) return null;
  return <DocumentDetails file={found.request} fileName={`${found.product}-${found.machine}`} />;
}

/** Ways to order several that give each computer its own serial number. */
function EachItsOwn({ order, requestIds }: { readonly order: Order; readonly requestIds: readonly string[] }) {
  const { journey, messages } = useWizard();
  const { batch: words } = messages.list;
  return (
    <div class="other-ways">
      <p class="hint">{words.other}</p>
      <button type="button" class="small" onClick={() => journey.part(batchActions).orderEach(requestIds)}>
        {words.each}
      </button>
      <button type="button" class="small" onClick={() => journey.part(batchActions).openTable(order)}>
        {words.table}
      </button>
    </div>
  );
}

/** The requests that the order is for: one with its name, several behind a line that opens. */
function Ordered({ order: { requestIds, among } }: { readonly order: CarriedOrder }) {
  const { journey, messages } = useWizard();
  const { batch: words } = messages.list;
  const [only, another] = requestIds;
  if (only !== undefined && another === undefined) {
    return (
      <>
        {among && <p class="hint">{words.place(among.indexOf(only) + 1, among.length)}</p>}
        <ComputerId {...journey.courier.computerOf(only)} />
        <ComputerName requestId={only} />
        <RequestDetails requestId={only} />
      </>
    );
  }
  const ordered = journey.state.value.carriedRequests.filter(({ requestId }) => requestIds.includes(requestId));
  return (
    <details class="ordered">
      <summary>{words.which(requestIds.length)}</summary>
      <ul>
        {ordered.map(({ requestId, name, machine }) => (
          <li key={requestId}>
            {name && <bdi>{name}</bdi>}{' '}
            <span dir="ltr" class="machine-id" translate={false}>
              {machine}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
