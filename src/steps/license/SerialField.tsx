import type { RefObject } from 'preact';
import { useRef } from 'preact/hooks';
import type { SerialReading } from '../../documents/serial/foreignSerialNumber.ts';
import { retypedSerial } from '../../documents/serial/scannedSerial.ts';
import { plainCapitals } from '../../documents/symbols/crockford.ts';
import { Glyph } from '../../ui/Glyph.tsx';
import { useWizard } from '../context.ts';

interface SerialFieldProps {
  readonly field: RefObject<HTMLInputElement | null>;
  readonly value: string;
  readonly read: SerialReading;
  /** Whether serial numbers of another system are taken: in those, no typing error can be seen. */
  readonly isAny: boolean;
  /** Below the hint. */
  readonly note?: string | undefined;
  readonly onType: (text: string) => void;
}

/**
 * A serial number, checked while it is typed; a correction is offered, never made unasked. What a hand scanner typed for another
 * keyboard is translated, since nothing else can be meant.
 */
export function SerialField({ field, value, read, isAny, note, onType }: SerialFieldProps) {
  const { messages } = useWizard();
  const { serial: words } = messages;

  const accepted = isAny ? 'any' : 'keyferry';
  /** What arrived, before the field put hyphens in it; `shown`: what the field had then. */
  const arrived = useRef({ typed: value, shown: value });

  function type(input: HTMLInputElement, isComposing: boolean): void {
    const { typed, shown } = arrived.current;
    const raw = input.value.startsWith(shown) ? typed + input.value.slice(shown.length) : input.value;
    const meant = isComposing ? null : retypedSerial(raw, accepted);
    const text = meant?.isCertain ? meant.canonical : isComposing ? input.value : laidOut(input);
    // An input method continues with the text that it has put into the field.
    if (!isComposing) input.value = text;
    arrived.current = { typed: meant?.isCertain ? text : raw, shown: text };
    onType(text);
  }

  function laidOut({ value: text, selectionStart }: HTMLInputElement): string {
    return selectionStart === text.length && !isAny ? grouped(text) : text;
  }

  const retyped =
    read.status === 'mistyped' && !read.suggestion ? retypedSerial(arrived.current.typed, accepted) : null;
  const suggestion = read.status === 'mistyped' ? (read.suggestion ?? retyped?.canonical) : undefined;

  return (
    <>
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
          value={value}
          onInput={(event) => type(event.currentTarget, event.isComposing)}
          onCompositionEnd={(event) => type(event.currentTarget, false)}
        />
      </label>
      <p id="serial-hint" class="hint">
        {isAny ? words.anyHint : words.hint}
      </p>
      {note !== undefined && <p class="hint">{note}</p>}
      <SerialState read={read} />
      {read.status === 'mistyped' && suggestion !== undefined && (
        <Suggestion text={suggestion} changed={retyped ? changedBy(value, suggestion) : read.suspects} use={onType} />
      )}
    </>
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

/** @returns positions of the characters that differ, hyphens not counted */
function changedBy(typed: string, suggestion: string): readonly number[] {
  const [before, after] = [typed, suggestion].map((text) => [...plainCapitals(text).replace(/[\s-]/g, '')]);
  return (after ?? []).flatMap((character, at) => (character === before?.[at] ? [] : [at]));
}

/** A whole serial number within pasted text, such as a line of an e-mail. */
const whole = /(?:^|[^\p{L}\d])((?:[A-Z\d]{5}[-\s]?){3}[A-Z\d]{5})(?![\p{L}\d])/u;

/** Inserts hyphens while typing, so that a person can compare group by group. */
function grouped(text: string): string {
  const typed = plainCapitals(text).replace(/[\p{Dash}\u30fc\uff70]/gu, '-');
  const symbols = (whole.exec(typed)?.[1] ?? typed).replace(/[\s-]/g, '');
  return symbols.replace(/(.{5})(?=.)/g, '$1-');
}
