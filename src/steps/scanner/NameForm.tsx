import { useEffect, useId, useRef } from 'preact/hooks';
import { listActions } from '../../activation/list/list.ts';
import { longestLabel, plainLabel } from '../../documents/machineLabel.ts';
import { useWizard } from '../context.ts';

interface NameFormProps {
  readonly requestId: string;
  readonly onEnd: () => void;
}

/** Names a computer; the name is stored with each letter, and the camera goes on. */
export function NameForm({ requestId, onEnd }: NameFormProps) {
  const { journey, messages } = useWizard();
  const { camera: words } = messages.scanning;
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const request = journey.state.value.carriedRequests.find((one) => one.requestId === requestId);
  const rename = (name: string) => void journey.part(listActions).rename(requestId, name);

  useEffect(() => field.current?.focus(), []);

  /** Spaces at the ends are for typing only. */
  function finish(event: Event): void {
    event.preventDefault();
    rename(plainLabel(field.current?.value ?? ''));
    onEnd();
  }

  return (
    <form class="scanner-form" onSubmit={finish}>
      <label for={id}>{words.nameOf(request?.machine ?? '')}</label>
      <input
        ref={field}
        id={id}
        type="text"
        defaultValue={request?.name ?? ''}
        maxLength={longestLabel}
        placeholder={words.nameHint}
        autocomplete="off"
        autocapitalize="sentences"
        enterkeyhint="done"
        dir="auto"
        onInput={(event) => rename(event.currentTarget.value)}
      />
      <button type="submit">{words.nameDone}</button>
    </form>
  );
}
