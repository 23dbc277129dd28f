import type { Order } from '../../activation/state.ts';
import { useWizard } from '../context.ts';
import { Glyph } from '../Glyph.tsx';
import { ScreenFrame } from '../ScreenFrame.tsx';

/** Step 2: the serial number, checked while it is typed; a correction is offered and never made by itself. */
export function SerialNumber({ order }: { order: Order }) {
  const { journey, messages } = useWizard();
  const { serial: words } = messages;
  const { busy } = journey.state.value;
  const check = journey.order.checkSerialNumber(order);

  function submit(event: Event): void {
    event.preventDefault();
    void journey.order.submit(order);
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
            class="serial"
            type="text"
            name="serial-number"
            dir="ltr"
            autocomplete="off"
            autocapitalize="characters"
            autocorrect="off"
            spellcheck={false}
            maxLength={40}
            placeholder="XXXXX-XXXXX-XXXXX-XXXXX"
            aria-describedby="serial-hint serial-state"
            aria-invalid={check.status === 'mistyped'}
            value={journey.order.draftOf(order).serialNumber}
            onInput={type}
          />
        </label>
        <p id="serial-hint" class="hint">
          {words.hint}
        </p>
        <p id="serial-state" class={`serial-state ${check.status}`} role="status">
          {busy && words.sending}
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
          <button type="submit" class="primary" disabled={busy}>
            {order.for === 'this-machine' ? words.activate : words.submit}
          </button>
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

/** Writes the hyphens while typing, so that the eye can compare group by group. */
function grouped(text: string): string {
  const symbols = text.toUpperCase().replace(/[\s-]/g, '');
  return symbols.replace(/(.{5})(?=.)/g, '$1-');
}
