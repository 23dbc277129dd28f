import { useState } from 'preact/hooks';
import { useWizard } from './context.ts';

interface RemoveButtonProps {
  readonly label: string;
  readonly question: string;
  readonly requestId: string;
}

/** Removing asks once more, in place, because it cannot be taken back. */
export function RemoveButton({ label, question, requestId }: RemoveButtonProps) {
  const { journey, messages } = useWizard();
  const [asking, setAsking] = useState(false);
  if (!asking) {
    return (
      <button type="button" class="quiet" onClick={() => setAsking(true)}>
        {label}
      </button>
    );
  }
  return (
    <fieldset class="ask">
      <legend>{question}</legend>
      <div class="choices">
        <button type="button" class="danger" onClick={() => void journey.courier.remove(requestId)}>
          {label}
        </button>
        <button type="button" onClick={() => setAsking(false)}>
          {messages.cancel}
        </button>
      </div>
    </fieldset>
  );
}
