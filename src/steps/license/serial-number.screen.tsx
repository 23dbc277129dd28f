import { useRef } from 'preact/hooks';
import { Glyph } from '../../ui/Glyph.tsx';
import { useWizard } from '../context.ts';
import { PrimaryButton } from '../frame/PrimaryButton.tsx';
import { ScreenFrame } from '../frame/ScreenFrame.tsx';
import type { ScreenProps } from '../views.ts';

/** Step 2: the serial number, checked while typing; a correction is offered, never made unasked. */
export default function SerialNumber({ screen: { order } }: ScreenProps<'serial-number'>) {
  const { journey, messages } = useWizard();
  const { serial: words } = messages;
  const { busy } = journey.state.value;
  const field = useRef<HTMLInputElement>(null);
  const check = journey.order.checkSerialNumber(order);
  const previous = journey.order.previousLicense(order)?.serialMasked?.slice(-5);

  function submit(event: Event): void {
    event.preventDefault();
    if (check.status === 'valid') void journey.order.submit(order);
    else field.current?.focus();
  }

  function type(event: Event): void {
    const input = event.currentTarget as HTMLInputElement;
    const atEnd = input.selectionStart === input.value.length;
    const text = atEnd ? grouped(input.value) : input.value;
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
            autocapitalize="characters"
            autocorrect="off"
            spellcheck={false}
            maxLength={200}
            placeholder="XXXXX-XXXXX-XXXXX-XXXXX"
            aria-describedby="serial-hint serial-state"
            aria-invalid={check.status === 'mistyped'}
            value={journey.order.draftOf(order).serialNumber}
            onInput={type}
          />
        </label>
        <p id="serial-hint" class="hint">
          {words.hint} {previous && messages.renewal.previousSerial(previous)}
        </p>
        <p id="serial-state" class={`serial-state ${check.status}`} role="status">
          {!busy && check.status === 'incomplete' && words.incomplete(check.missing)}
          {!busy && check.status === 'valid' && (
            <>
              <Glyph name="check" size={20} /> {words.complete}
            </>
          )}
          {!busy && check.status === 'mistyped' && (
            <>
              <Glyph name="alert" size={20} /> {words.mistyped}{' '}
              {check.suspects.length > 0 && words.suspects(check.suspects.map((position) => position + 1))}
            </>
          )}
        </p>
        {check.status === 'mistyped' && check.suggestion && (
          <Suggestion
            text={check.suggestion}
            changed={check.suspects}
            use={(text) => void journey.order.typeSerialNumber(order, text)}
          />
        )}
        <div class="actions">
          <PrimaryButton working={words.sending} ready={check.status === 'valid'}>
            {order.for === 'this-machine' ? words.activate : words.submit}
          </PrimaryButton>
        </div>
      </form>
    </ScreenFrame>
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
