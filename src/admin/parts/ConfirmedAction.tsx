import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Dialog } from './Dialog.tsx';

interface ConfirmedActionProps {
  /** Text of the button. */
  readonly label: string;
  readonly title: string;
  readonly confirm: string;
  /** Text of the confirming button while the action runs. */
  readonly working: string;
  /** Whether this action, or another one on the same record, is running. */
  readonly busy: boolean;
  /** Whether the action takes something away. */
  readonly danger: boolean;
  readonly run: () => Promise<void>;
  /** What happens if the person confirms. */
  readonly children: ComponentChildren;
}

/** A button that asks for confirmation before it runs its action. */
export function ConfirmedAction(props: ConfirmedActionProps) {
  const { label, title, confirm, working, busy, danger, run, children } = props;
  const [asking, setAsking] = useState(false);

  async function confirmed(): Promise<void> {
    await run();
    setAsking(false);
  }

  return (
    <>
      <button
        type="button"
        class={danger ? 'danger' : ''}
        aria-disabled={busy && !asking}
        onClick={() => !busy && setAsking(true)}
      >
        {label}
      </button>
      {asking && (
        <Dialog
          title={title}
          confirm={confirm}
          working={working}
          busy={busy}
          danger={danger}
          onConfirm={() => void confirmed()}
          onCancel={() => setAsking(false)}
        >
          {children}
        </Dialog>
      )}
    </>
  );
}
