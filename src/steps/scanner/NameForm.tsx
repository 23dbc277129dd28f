import { useEffect, useId, useRef } from 'preact/hooks';
import { longestName } from '../../activation/list/computerName.ts';
import { useWizard } from '../context.ts';

interface NameFormProps {
  readonly requestId: string;
  readonly onEnd: () => void;
}

/** Names a computer. What was typed is kept as well when the person goes on without pressing anything. */
export function NameForm({ requestId, onEnd }: NameFormProps) {
  const { journey, messages } = useWizard();
  const { camera: words } = messages.scanning;
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const typed = useRef<string | null>(null);
  const request = journey.state.value.carriedRequests.find((one) => one.requestId === requestId);

  useEffect(() => {
    field.current?.focus();
    return () => void keep();
  }, []);

  function keep(): void {
    if (typed.current !== null) void journey.list.rename(requestId, typed.current);
    typed.current = null;
  }

  function submit(event: Event): void {
    event.preventDefault();
    keep();
    onEnd();
  }

  function cancel(): void {
    typed.current = null;
    onEnd();
  }

  return (
    <form class="scanner-form" onSubmit={submit}>
      <label for={id}>{words.nameOf(request?.machine ?? '')}</label>
      <input
        ref={field}
        id={id}
        type="text"
        defaultValue={request?.name ?? ''}
        maxLength={longestName}
        placeholder={words.nameHint}
        autocomplete="off"
        autocapitalize="sentences"
        enterkeyhint="done"
        dir="auto"
        onInput={(event) => {
          typed.current = event.currentTarget.value;
        }}
      />
      <div class="scanner-form-buttons">
        <button type="button" onClick={cancel}>
          {words.cancel}
        </button>
        <button type="submit">{words.saveName}</button>
      </div>
    </form>
  );
}
