import { useId } from 'preact/hooks';
import { useAdmin } from '../context.ts';

interface TermFieldProps {
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  /** What is wrong with the value, in place of the hint. */
  readonly error?: string | undefined;
  readonly optional?: boolean | undefined;
  readonly wide?: boolean | undefined;
  readonly kind?: 'text' | 'number' | 'date';
}

/** A field for one term of serial numbers. */
export function TermField({ label, hint, value, onInput, error, optional, wide, kind = 'text' }: TermFieldProps) {
  const { messages } = useAdmin();
  const id = useId();
  const typed = {
    id,
    value,
    onInput: (event: { readonly currentTarget: HTMLInputElement }) => onInput(event.currentTarget.value),
    autocomplete: 'off',
    'aria-describedby': `${id}-hint`,
    'aria-invalid': error !== undefined,
    ...(kind === 'number' && { inputMode: 'numeric' as const }),
  };
  return (
    <div class={wide ? 'labeled wide' : 'labeled'}>
      <label for={id}>
        {label} {optional && <span class="hint">({messages.mint.optional})</span>}
      </label>
      {kind === 'date' ? (
        <input type="date" {...typed} />
      ) : (
        <input type="text" class={kind === 'number' ? 'number' : ''} {...typed} />
      )}
      <p class={error ? 'hint error' : 'hint'} id={`${id}-hint`}>
        {error ?? hint}
      </p>
    </div>
  );
}
