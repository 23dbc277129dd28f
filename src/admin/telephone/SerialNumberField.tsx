import { useId } from 'preact/hooks';
import type { SerialReading } from '../../documents/serial/foreignSerialNumber.ts';
import { Glyph } from '../../ui/Glyph.tsx';
import { useAdmin } from '../context.ts';

/** A serial number, checked while it is typed; a correction is offered, never made unasked. */
export function SerialNumberField() {
  const { admin, messages } = useAdmin();
  const { serial: words } = messages.telephone;
  const { codeOrder } = admin;
  const { type, serial } = codeOrder.form.value;
  const id = useId();
  if (type?.serialNumber !== 'required') return null;
  const isAny = type.serialNumbers === 'any';
  const isFaulty = codeOrder.state.value.faulty === 'serialNumber';

  /** In groups once it is whole, so that it can be compared. An input method goes on with what it has put into the field. */
  function end(): void {
    const { serial: read } = codeOrder.form.value;
    if (read.status !== 'valid' || read.kind !== 'keyferry') return;
    if (read.canonical !== codeOrder.draft.value.serialNumber) codeOrder.change({ serialNumber: read.canonical });
  }

  return (
    <div class="labeled">
      <label for={id}>{words.label}</label>
      <input
        id={id}
        type="text"
        class="mono"
        dir="ltr"
        translate={false}
        autocomplete="off"
        autocapitalize={isAny ? 'off' : 'characters'}
        autocorrect="off"
        spellcheck={false}
        maxLength={200}
        {...(!isAny && { placeholder: 'XXXXX-XXXXX-XXXXX-XXXXX' })}
        aria-describedby={`${id}-hint ${id}-state`}
        aria-invalid={isFaulty || serial.status === 'mistyped' || serial.status === 'unusable'}
        value={codeOrder.draft.value.serialNumber}
        onInput={(event) => codeOrder.change({ serialNumber: event.currentTarget.value })}
        onBlur={end}
      />
      <p class="hint" id={`${id}-hint`}>
        {isAny ? words.anyHint : words.hint}
      </p>
      <SerialState id={`${id}-state`} serial={serial} isFaulty={isFaulty} />
      {serial.status === 'mistyped' && serial.suggestion !== undefined && <Suggestion text={serial.suggestion} />}
    </div>
  );
}

interface SerialStateProps {
  readonly id: string;
  readonly serial: SerialReading;
  readonly isFaulty: boolean;
}

function SerialState({ id, serial, isFaulty }: SerialStateProps) {
  const { messages } = useAdmin();
  const { serial: words } = messages.telephone;
  return (
    <p id={id} class={`serial-state ${serial.status}`} role="status">
      {serial.status === 'empty' && isFaulty && words.missing}
      {serial.status === 'incomplete' && words.incomplete(serial.missing)}
      {serial.status === 'valid' && serial.kind === 'keyferry' && (
        <>
          <Glyph name="check" size={18} /> {words.valid}
        </>
      )}
      {serial.status === 'unusable' && words.unusable}
      {serial.status === 'mistyped' && (
        <>
          <Glyph name="alert" size={18} />
          <span>
            {words.mistyped} {serial.suspects.length > 0 && words.suspects(serial.suspects.map((at) => at + 1))}
          </span>
        </>
      )}
    </p>
  );
}

function Suggestion({ text }: { readonly text: string }) {
  const { admin, messages } = useAdmin();
  const { serial: words } = messages.telephone;
  const id = useId();
  return (
    <p class="suggested">
      <span>{words.suggestion}</span>
      <bdi id={id} class="mono" dir="ltr" translate={false}>
        {text}
      </bdi>
      <button
        type="button"
        class="small"
        aria-describedby={id}
        onClick={() => admin.codeOrder.change({ serialNumber: text })}
      >
        {words.take}
      </button>
    </p>
  );
}
