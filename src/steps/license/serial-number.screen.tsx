import { useRef } from 'preact/hooks';
import type { SerialReading } from '../../documents/serial/foreignSerialNumber.ts';
import { Glyph } from '../../ui/Glyph.tsx';
import { useWizard } from '../context.ts';
import { PrimaryButton } from '../frame/PrimaryButton.tsx';
import { ScreenFrame } from '../frame/ScreenFrame.tsx';
import type { ScreenProps } from '../views.ts';

/**
 * Step 2: the serial number. One of Keyferry is checked while typing; a correction is offered, never made unasked. In one
 * of another system, no typing error can be seen.
 */
export default function SerialNumber({ screen: { order } }: ScreenProps<'serial-number'>) {
  const { journey, messages } = useWizard();
  const { serial: words } = messages;
  const field = useRef<HTMLInputElement>(null);
  const read = journey.order.readSerialNumber(order);
  const isAny = journey.order.typeOf(order)?.serialNumbers === 'any';
  const previous = journey.order.previousLicense(order)?.serialMasked?.slice(-5);

  function submit(event: Event): void {
    event.preventDefault();
    if (read.status === 'valid') void journey.order.submit(order);
    else field.current?.focus();
  }

  function type(event: Event): void {
    const input = event.currentTarget as HTMLInputElement;
    const atEnd = input.selectionStart === input.value.length;
    const text = atEnd && !isAny ? grouped(input.value) : input.value;
    input.value = text;
    void journey.order.typeSerialNumber(order, text);
  }

  return (
    <ScreenFrame title={words.title}>
      <form onSubmit={submit}>
        <label class="field">
          <span>{words.label}</span>
          <input
            ref={field}
            class="serial"
            type="text"
            name="serial-number"
            dir="ltr"
            autocomplete="off"
            autocapitalize={isAny ? 'off' : 'characters'}
            autocorrect="off"
            spellcheck={false}
            maxLength={200}
            {...(!isAny && { placeholder: 'XXXXX-XXXXX-XXXXX-XXXXX' })}
            aria-describedby="serial-hint serial-state"
            aria-invalid={read.status === 'mistyped' || read.status === 'unusable'}
            value={journey.order.draftOf(order).serialNumber}
            onInput={type}
          />
        </label>
        <p id="serial-hint" class="hint">
          {isAny ? words.anyHint : words.hint}
          {previous && ` ${messages.renewal.previousSerial(previous)}`}
        </p>
        <SerialState read={read} />
        {read.status === 'mistyped' && read.suggestion && (
          <Suggestion
            text={read.suggestion}
            changed={read.suspects}
            use={(text) => void journey.order.typeSerialNumber(order, text)}
          />
        )}
        <div class="actions">
          <PrimaryButton working={words.sending} ready={read.status === 'valid'}>
            {order.for === 'this-machine' ? words.activate : words.submit}
          </PrimaryButton>
        </div>
      </form>
    </ScreenFrame>
  );
}

function SerialState({ read }: { readonly read: SerialReading }) {
  const { journey, messages } = useWizard();
  const { serial: words } = messages;
  const { busy } = journey.state.value;
  return (
    <p id="serial-state" class={`serial-state ${read.status}`} role="status">
      {!busy && read.status === 'incomplete' && words.incomplete(read.missing)}
      {!busy && read.status === 'valid' && read.kind === 'keyferry' && (
        <>
          <Glyph name="check" size={20} /> {words.complete}
        </>
      )}
      {!busy && read.status === 'mistyped' && (
        <>
          <Glyph name="alert" size={20} /> {words.mistyped}{' '}
          {read.suspects.length > 0 && words.suspects(read.suspects.map((position) => position + 1))}
        </>
      )}
      {!busy && read.status === 'unusable' && (
        <>
          <Glyph name="alert" size={20} /> {words.unusable}
        </>
      )}
    </p>
  );
}

interface SuggestionProps {
  readonly text: string;
  /** Positions of the corrected characters, hyphens not counted. */
  readonly changed: readonly number[];
  readonly use: (text: string) => void;
}

function Suggestion({ text, changed, use }: SuggestionProps) {
  const { messages } = useWizard();
  const isChanged = (at: number) => text[at] !== '-' && changed.includes(at - text.slice(0, at).split('-').length + 1);
  return (
    <p class="suggestion">
      <span>{messages.serial.suggestion}</span>
      <span class="serial" dir="ltr" translate={false}>
        {[...text].map((character, at) => (isChanged(at) ? <mark>{character}</mark> : character))}
      </span>
      <button type="button" onClick={() => use(text)}>
        {messages.serial.useSuggestion}
      </button>
    </p>
  );
}

/** A whole serial number within pasted text, such as a line of an e-mail. */
const whole = /(?:^|[^\p{L}\d])((?:[A-Z\d]{5}[-\s]?){3}[A-Z\d]{5})(?![\p{L}\d])/u;

/** Inserts hyphens while typing, so that a person can compare group by group. */
function grouped(text: string): string {
  const typed = text.toUpperCase().replace(/\p{Dash}/gu, '-');
  const symbols = (whole.exec(typed)?.[1] ?? typed).replace(/[\s-]/g, '');
  return symbols.replace(/(.{5})(?=.)/g, '$1-');
}
