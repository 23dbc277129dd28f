import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { Glyph } from './Glyph.tsx';

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onType: (text: string) => void;
  readonly hint?: string | undefined;
  /** What is wrong with the value; read out when it appears. */
  readonly error?: string | undefined;
  readonly placeholder?: string;
  readonly maxLength?: number;
  /** Autofill token; default: `off`. */
  readonly autocomplete?: string;
  /** `ltr` for codes. */
  readonly dir?: 'ltr' | 'auto';
}

/** A line of text with its label, a hint and an error. */
export function Field({ label, value, onType, hint, error, autocomplete = 'off', ...input }: FieldProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="text"
        value={value}
        autocomplete={autocomplete}
        aria-invalid={error !== undefined}
        aria-describedby={`${id}-hint ${id}-error`}
        onInput={(event) => onType(event.currentTarget.value)}
        {...input}
      />
      <span id={`${id}-hint`} class="field-hint" hidden={hint === undefined}>
        {hint}
      </span>
      <span id={`${id}-error`} class="field-error" role="status">
        {error !== undefined && <Glyph name="alert" size={20} />}
        {error}
      </span>
    </div>
  );
}

interface SearchFieldProps {
  /** Name for screen readers. */
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly onType: (text: string) => void;
}

/** Finds while it is typed. */
export function SearchField({ label, placeholder, value, onType }: SearchFieldProps) {
  return (
    <span class="search-field">
      <Glyph name="search" size={20} />
      <input
        type="search"
        enterkeyhint="search"
        aria-label={label}
        placeholder={placeholder}
        value={value}
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        onInput={(event) => onType(event.currentTarget.value)}
      />
    </span>
  );
}

interface CheckRowProps {
  readonly label: ComponentChildren;
  readonly hint?: ComponentChildren;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

/** A box to tick; the whole row is its label. */
export function CheckRow({ label, hint, checked, onChange }: CheckRowProps) {
  return (
    <label class="check">
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} />
      <span>
        {label}
        {hint && <span class="hint">{hint}</span>}
      </span>
    </label>
  );
}
