import { useEffect, useRef, useState } from 'preact/hooks';
import { listActions } from '../../activation/list/list.ts';
import { longestLabel, plainLabel } from '../../documents/machineLabel.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { useWizard } from '../context.ts';

/** Names a carried computer; quiet until somebody wants to. `ComputerId` shows the name. */
export function ComputerName({ requestId }: { readonly requestId: string }) {
  const { journey, messages } = useWizard();
  const { name: words } = messages.list;
  const [isOpen, setOpen] = useState(false);
  const found = journey.state.value.carriedRequests.find((one) => one.requestId === requestId);
  if (!found) return null;

  /** Spaces at the ends are for typing only. */
  function finish(): void {
    void journey.part(listActions).rename(requestId, plainLabel(found?.name ?? ''));
    setOpen(false);
  }

  if (!isOpen) {
    return (
      <p class="name-editor">
        <Button look="quiet" small onPress={() => setOpen(true)}>
          {found.name === '' ? words.give : words.rename}
        </Button>
      </p>
    );
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: it may stand within a form
    <div
      class="name-editor editing"
      role="group"
      aria-label={words.label}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== 'Escape') return;
        event.preventDefault();
        finish();
      }}
    >
      <NameField requestId={requestId} name={found.name} />
      <Button small onPress={finish}>
        {words.done}
      </Button>
    </div>
  );
}

/** The name, stored with each letter. */
export function NameField({ requestId, name }: { readonly requestId: string; readonly name: string }) {
  const { journey, messages } = useWizard();
  const { name: words } = messages.list;
  const around = useRef<HTMLDivElement>(null);
  useEffect(() => around.current?.querySelector('input')?.focus(), []);
  return (
    <div ref={around}>
      <Field
        label={words.label}
        hint={words.hint}
        value={name}
        maxLength={longestLabel}
        dir="auto"
        onType={(text) => void journey.part(listActions).rename(requestId, text)}
      />
    </div>
  );
}
