import { Glyph } from '../../ui/Glyph.tsx';
import { useWizard } from '../context.ts';

/** The serial number, checked while it is typed. */
export function SerialInput() {
  const { journey, messages } = useWizard();
  const { serial: words } = messages;
  const { busy, computersDraft } = journey.state.value;
  const check = journey.computers.check();
  const isWrong = check.status === 'mistyped' || check.status === 'unusable';
  return (
    <>
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
          maxLength={200}
          aria-describedby="serial-state"
          aria-invalid={isWrong}
          value={computersDraft.serialNumber}
          onInput={(event) => void journey.computers.type(event.currentTarget.value)}
        />
      </label>
      <p id="serial-state" class={`serial-state ${isWrong ? 'mistyped' : check.status}`} role="status">
        {!busy && check.status === 'incomplete' && words.incomplete(check.missing)}
        {!busy && check.status === 'valid' && check.kind === 'keyferry' && (
          <>
            <Glyph name="check" size={20} /> {words.complete}
          </>
        )}
        {!busy && isWrong && (
          <>
            <Glyph name="alert" size={20} /> {check.status === 'unusable' ? words.unusable : words.mistyped}{' '}
            {check.status === 'mistyped' &&
              check.suspects.length > 0 &&
              words.suspects(check.suspects.map((position) => position + 1))}
          </>
        )}
      </p>
    </>
  );
}
