import { useRef } from 'preact/hooks';
import { computerActions } from '../../activation/computers/computers.ts';
import { useWizard } from '../context.ts';
import { PrimaryButton } from '../frame/PrimaryButton.tsx';
import { ScreenFrame } from '../frame/ScreenFrame.tsx';
import { SerialField } from '../license/SerialField.tsx';

/** Asks for the serial number whose computers are to be listed. */
export default function ComputersForm() {
  const { journey, messages } = useWizard();
  const { computers: words } = messages;
  const field = useRef<HTMLInputElement>(null);
  const read = journey.part(computerActions).check();
  const isReady = read.status === 'valid';

  function submit(event: Event): void {
    event.preventDefault();
    if (isReady) void journey.part(computerActions).list();
    else field.current?.focus();
  }

  return (
    <ScreenFrame title={words.title} lead={words.text}>
      <form onSubmit={submit}>
        {journey.several && (
          <label class="field">
            <span>{messages.review.product}</span>
            <select
              value={journey.part(computerActions).productId()}
              onChange={(event) => void journey.part(computerActions).chooseProduct(event.currentTarget.value)}
            >
              {journey.products.map(({ product }) => (
                <option key={product.id} value={product.id}>
                  {product.name}
                </option>
              ))}
            </select>
          </label>
        )}
        <SerialField
          field={field}
          value={journey.state.value.computersDraft.serialNumber}
          read={read}
          isAny={journey.part(computerActions).accepted() === 'any'}
          onType={(text) => void journey.part(computerActions).type(text)}
        />
        <div class="actions">
          <PrimaryButton working={messages.serial.sending} ready={isReady}>
            {words.show}
          </PrimaryButton>
        </div>
      </form>
    </ScreenFrame>
  );
}
