import type { ComponentChildren } from 'preact';
import { useEffect, useId, useLayoutEffect, useRef } from 'preact/hooks';

interface DialogProps {
  readonly title: string;
  readonly children: ComponentChildren;
  readonly confirm: string;
  readonly cancel: string;
  /** Text of the confirming button while the action runs. */
  readonly working?: string | undefined;
  readonly busy?: boolean;
  /** The action destroys something: its button is not blue. */
  readonly danger?: boolean | undefined;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

/** Asks for confirmation. The focus starts on Cancel and returns to the element that opened the dialog. */
export function Dialog(props: DialogProps) {
  const { title, children, confirm, cancel, working, busy = false, danger, onConfirm, onCancel } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const wayOut = useRef<HTMLButtonElement>(null);
  const label = useId();
  const text = useId();

  useLayoutEffect(() => {
    const shown = dialog.current;
    const opener = document.activeElement;
    shown?.showModal();
    wayOut.current?.focus();
    return () => {
      shown?.close();
      // The confirmed action may remove the opener in this same render.
      queueMicrotask(() => giveFocusTo(opener));
    };
  }, []);

  // Attach again whenever the handler changes: it closes over the current props.
  useEffect(() => {
    const stop = (event: Event) => {
      event.preventDefault();
      if (!busy) onCancel();
    };
    const shown = dialog.current;
    shown?.addEventListener('cancel', stop);
    return () => shown?.removeEventListener('cancel', stop);
  }, [busy, onCancel]);

  return (
    <dialog ref={dialog} class="asking" aria-labelledby={label} aria-describedby={text}>
      <h2 id={label}>{title}</h2>
      <div id={text} class="asking-text">
        {children}
      </div>
      <div class="asking-actions">
        <button type="button" ref={wayOut} aria-disabled={busy} onClick={() => !busy && onCancel()}>
          {cancel}
        </button>
        <button
          type="button"
          class={danger ? 'danger filled' : 'primary'}
          aria-disabled={busy}
          aria-busy={busy}
          onClick={() => !busy && onConfirm()}
        >
          {busy && working ? working : confirm}
        </button>
      </div>
    </dialog>
  );
}

/** @param opener element that had the focus; if it is gone, the view's title gets the focus */
export function giveFocusTo(opener: Element | null): void {
  const next = opener?.isConnected ? opener : document.querySelector('h1');
  if (next instanceof HTMLElement) next.focus();
}
