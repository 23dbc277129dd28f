import { useEffect, useRef, useState } from 'preact/hooks';
import { useWizard } from '../context.ts';

interface RemoveButtonProps {
  readonly label: string;
  readonly question: string;
  /** Label of the button that removes; `label` by default. */
  readonly confirm?: string;
  readonly remove: () => Promise<void>;
}

/** Asks before it removes, because removing cannot be undone. */
export function RemoveButton({ label, question, confirm = label, remove }: RemoveButtonProps) {
  const { messages } = useWizard();
  const [asking, setAsking] = useState<boolean | null>(null);
  const focused = useRef<HTMLButtonElement>(null);

  // The pressed button is gone: the button in its place gets the focus.
  useEffect(() => {
    if (asking !== null) focused.current?.focus();
  }, [asking]);

  if (!asking) {
    return (
      <button ref={focused} type="button" class="quiet" onClick={() => setAsking(true)}>
        {label}
      </button>
    );
  }
  return (
    <fieldset class="ask">
      <legend>{question}</legend>
      <div class="choices">
        <button type="button" class="danger" onClick={() => void remove()}>
          {confirm}
        </button>
        <button ref={focused} type="button" onClick={() => setAsking(false)}>
          {messages.cancel}
        </button>
      </div>
    </fieldset>
  );
}
