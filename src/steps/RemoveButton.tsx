import { useEffect, useRef, useState } from 'preact/hooks';
import { useWizard } from './context.ts';

interface RemoveButtonProps {
  readonly label: string;
  readonly question: string;
  /** What the button says that does it; `label` when it says enough. */
  readonly confirm?: string;
  readonly remove: () => Promise<void>;
}

/** Removing asks once more, in place, because it cannot be taken back. */
export function RemoveButton({ label, question, confirm = label, remove }: RemoveButtonProps) {
  const { messages } = useWizard();
  const [asking, setAsking] = useState<boolean | null>(null);
  const focused = useRef<HTMLButtonElement>(null);

  // The button that was pressed is gone: the focus goes to the one in its place.
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
