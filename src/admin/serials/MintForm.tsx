import { useEffect, useRef } from 'preact/hooks';
import { contractLimits } from '../../contract/limits.ts';
import type { Refusal } from '../../refusal.ts';
import { useAdmin } from '../context.ts';
import type { MintDraft } from '../model/mintModel.ts';
import { RefusalNotice } from '../parts/RefusalNotice.tsx';
import { TermField } from './TermField.tsx';

/** @returns the form field that a refusal is about; null when it is about none */
export function faultyField(refusal: Refusal | null, known: Readonly<Record<string, string>>): string | null {
  const field = refusal?.code === 'serial-terms-invalid' ? refusal.details.field : undefined;
  return typeof field === 'string' && Object.hasOwn(known, field) ? field : null;
}

export function MintForm() {
  const { admin, messages } = useAdmin();
  const { mint: words } = messages;
  const { busy, refusal } = admin.minting.state.value;
  const faulty = faultyField(refusal, words.fields);
  const form = useRef<HTMLFormElement>(null);
  const draft = admin.minting.completed.value;
  const { visible, hasSeveral, soldOf } = admin.products;
  const types = soldOf(draft.product || (visible.value[0]?.product.id ?? ''));

  useEffect(() => {
    if (refusal) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [refusal]);

  function submit(event: Event): void {
    event.preventDefault();
    void admin.minting.mint();
  }

  return (
    <form ref={form} class="panel mint" onSubmit={submit} noValidate>
      {refusal && faulty === null && <RefusalNotice refusal={refusal} />}
      {hasSeveral.value && (
        <div class="labeled wide">
          <label for="mint-product">{messages.columns.product}</label>
          <select
            id="mint-product"
            value={draft.product}
            onChange={(event) => change({ product: event.currentTarget.value })}
          >
            {visible.value.map(({ product: { id, name } }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </div>
      )}
      <div class="labeled wide">
        <label for="mint-type">{words.type}</label>
        <select
          id="mint-type"
          value={draft.licenseType}
          onChange={(event) => change({ licenseType: event.currentTarget.value })}
        >
          {types.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <Field name="count" faulty={faulty} label={words.count} hint={words.countHint(contractLimits.mintCount)} number />
      <Field name="seats" faulty={faulty} label={words.seats} hint={words.seatsHint} number />
      <Field name="holder" faulty={faulty} label={words.holder} hint={words.holderHint} optional wide />
      <Field
        name="expires"
        path="expiresAt"
        faulty={faulty}
        label={words.expires}
        hint={words.expiresHint}
        optional
        date
      />
      <Field name="termDays" faulty={faulty} label={words.term} hint={words.termHint} optional number />
      <Field name="features" faulty={faulty} label={words.features} hint={words.featuresHint} optional />
      <Field name="note" faulty={faulty} label={words.note} hint={words.noteHint} optional />
      <button type="submit" class="primary" aria-disabled={busy} aria-busy={busy}>
        {busy ? words.busy : words.submit}
      </button>
    </form>
  );

  function change(part: Partial<MintDraft>): void {
    admin.minting.draft.value = { ...draft, ...part };
  }
}

interface MintFieldProps {
  readonly name: Exclude<keyof MintDraft, 'product' | 'licenseType'>;
  /** Its name in the API, if different. */
  readonly path?: string;
  readonly faulty: string | null;
  readonly label: string;
  readonly hint: string;
  readonly optional?: boolean;
  readonly wide?: boolean;
  readonly number?: boolean;
  readonly date?: boolean;
}

function Field({ name, path = name, faulty, label, hint, optional, wide, number, date }: MintFieldProps) {
  const { admin, messages } = useAdmin();
  const { draft } = admin.minting;
  return (
    <TermField
      label={label}
      hint={hint}
      value={draft.value[name]}
      onInput={(value) => {
        draft.value = { ...draft.value, [name]: value };
      }}
      error={faulty === path ? messages.mint.fields[path] : undefined}
      optional={optional}
      wide={wide}
      kind={date ? 'date' : number ? 'number' : 'text'}
    />
  );
}
