import { useRef } from 'preact/hooks';
import { orderActions } from '../../activation/order.ts';
import { useWizard } from '../context.ts';
import { NotSerial } from '../copied/NotSerial.tsx';
import { PrimaryButton } from '../frame/PrimaryButton.tsx';
import { ScreenFrame } from '../frame/ScreenFrame.tsx';
import type { ScreenProps } from '../views.ts';
import { SerialField } from './SerialField.tsx';

/**
 * Step 2: the serial number. One of Keyferry is checked while typing; a correction is offered, never made unasked. In one
 * of another system, no typing error can be seen.
 */
export default function SerialNumber({ screen: { order } }: ScreenProps<'serial-number'>) {
  const { journey, messages } = useWizard();
  const { serial: words } = messages;
  const field = useRef<HTMLInputElement>(null);
  const read = journey.part(orderActions).readSerialNumber(order);
  const isAny = journey.part(orderActions).typeOf(order)?.serialNumbers === 'any';
  const count = order.for === 'carried-requests' ? order.requestIds.length : 1;
  const submitWords = count > 1 ? messages.list.batch.request(count) : words.submit;
  const previous = journey.part(orderActions).previousLicense(order)?.serialMasked?.slice(-5);

  function submit(event: Event): void {
    event.preventDefault();
    if (read.status === 'valid') void journey.part(orderActions).submit(order);
    else field.current?.focus();
  }

  return (
    <ScreenFrame title={words.title}>
      <form onSubmit={submit}>
        <SerialField
          field={field}
          value={journey.part(orderActions).draftOf(order).serialNumber}
          read={read}
          isAny={isAny}
          note={
            count > 1 ? messages.list.batch.serialHint(count) : previous && messages.renewal.previousSerial(previous)
          }
          onType={(text) => void journey.part(orderActions).typeSerialNumber(order, text)}
        />
        {order.for === 'carried-requests' && read.status !== 'valid' && <NotSerial order={order} />}
        <div class="actions">
          <PrimaryButton working={words.sending} ready={read.status === 'valid'}>
            {order.for === 'this-machine' ? words.activate : submitWords}
          </PrimaryButton>
        </div>
      </form>
    </ScreenFrame>
  );
}
