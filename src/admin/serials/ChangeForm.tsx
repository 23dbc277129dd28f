import { useEffect, useRef } from 'preact/hooks';
import type { Serial } from '../../contract/admin/serials.ts';
import { giveFocusTo } from '../../ui/Dialog.tsx';
import { useAdmin } from '../context.ts';
import type { ChangeDraft } from '../model/serialChange.ts';
import { RefusalNotice } from '../parts/RefusalNotice.tsx';
import { faultyField } from './MintForm.tsx';
import { TermField } from './TermField.tsx';

interface ChangeFormProps {
  readonly serial: Serial;
  readonly draft: ChangeDraft;
}

/** The form that changes the terms of a serial number. */
export function ChangeForm({ serial, draft }: ChangeFormProps) {
  const { admin, messages } = useAdmin();
  const { serialChange: words, mint: terms } = messages;
  const { doing, refusal } = admin.serial.state.value;
  const busy = doing === 'changing';
  const isFull = refusal?.code === 'seats-in-use';
  const errors: Readonly<Record<string, string>> = {
    ...terms.fields,
    ...words.fields,
    ...(isFull && { seats: words.seatsInUse(Number(refusal.details.taken)) }),
  };
  const faulty = isFull ? 'seats' : faultyField(refusal, errors);
  const form = useRef<HTMLFormElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);

  useEffect(() => {
    heading.current?.focus();
    return () => queueMicrotask(() => giveFocusTo(null));
  }, []);
  useEffect(() => {
    if (refusal) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [refusal]);

  const change = (part: Partial<ChangeDraft>) => {
    admin.serial.draft.value = { ...draft, ...part };
  };
  const field = (name: keyof ChangeDraft, path: string = name) => ({
    value: draft[name],
    onInput: (value: string) => change({ [name]: value }),
    error: faulty === path ? errors[path] : undefined,
  });

  return (
    <form
      ref={form}
      class="panel mint"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void admin.serial.change();
      }}
    >
      <h2 ref={heading} class="wide" tabIndex={-1}>
        {words.title}
      </h2>
      <p class="wide">{words.text}</p>
      <TypeField serial={serial} licenseType={draft.licenseType} change={change} />
      <TermField {...field('seats')} label={terms.seats} hint={words.seatsHint(serial.seatsTaken)} kind="number" />
      <TermField
        {...field('expires', 'expiresAt')}
        label={terms.expires}
        hint={words.expiresHint}
        optional
        kind="date"
      />
      <TermField {...field('termDays')} label={terms.term} hint={terms.termHint} optional kind="number" />
      <TermField {...field('features')} label={terms.features} hint={terms.featuresHint} optional />
      <TermField {...field('holder')} label={terms.holder} hint={terms.holderHint} optional />
      <TermField {...field('note')} label={terms.note} hint={terms.noteHint} optional wide />
      <TermField {...field('reason')} label={words.reason} hint={words.reasonHint} optional wide />
      {refusal && faulty === null && <RefusalNotice refusal={refusal} />}
      <div class="choices wide">
        <button type="submit" class="primary" aria-disabled={busy} aria-busy={busy}>
          {busy ? words.busy : words.submit}
        </button>
        <button type="button" aria-disabled={busy} onClick={() => !busy && close()}>
          {messages.cancel}
        </button>
      </div>
    </form>
  );

  function close(): void {
    admin.serial.draft.value = null;
  }
}

interface TypeFieldProps {
  readonly serial: Serial;
  readonly licenseType: string;
  readonly change: (part: Partial<ChangeDraft>) => void;
}

/** A serial number may have a type that the page no longer lists. */
function TypeField({ serial, licenseType, change }: TypeFieldProps) {
  const { admin, messages } = useAdmin();
  const sold = admin.products.soldOf(serial.product);
  const ids = new Set([...sold.map(({ id }) => id), serial.licenseType]);
  return (
    <div class="labeled">
      <label for="change-type">{messages.mint.type}</label>
      <select
        id="change-type"
        value={licenseType}
        onChange={(event) => change({ licenseType: event.currentTarget.value })}
      >
        {[...ids].map((id) => (
          <option key={id} value={id}>
            {admin.nameOfType(id, serial.product)}
          </option>
        ))}
      </select>
      <p class="hint">{messages.serialChange.typeHint}</p>
    </div>
  );
}
