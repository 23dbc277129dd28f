import type { ComponentChildren } from 'preact';
import { useEffect, useId, useLayoutEffect, useRef } from 'preact/hooks';
import { useAdmin } from '../context.ts';

interface DialogProps {
  readonly title: string;
  readonly children: ComponentChildren;
  readonly confirm: string;
  /** Said instead while it is done. */
  readonly working?: string;
  readonly busy?: boolean;
  readonly danger?: boolean;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

/** Says what will happen before it does. The focus begins at the way out, and goes back to what opened it. */
export function Dialog({ title, children, confirm, working, busy = false, danger, onConfirm, onCancel }: DialogProps) {
  const { messages } = useAdmin();
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
      // What was done may take the opener away, in the very drawing that this is a part of.
      queueMicrotask(() => giveFocusTo(opener));
    };
  }, []);

  // Elsewhere what was asked may have changed, while this was in front of it.
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
          {messages.cancel}
        </button>
        <button
          type="button"
          class={danger ? 'primary grave' : 'primary'}
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

/** @param opener what had the focus before; where it is gone, the title of the view goes on in its place */
function giveFocusTo(opener: Element | null): void {
  const next = opener?.isConnected ? opener : document.querySelector('h1');
  if (next instanceof HTMLElement) next.focus();
}
