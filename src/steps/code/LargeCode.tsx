import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { useWizard } from '../context.ts';

interface LargeCodeProps {
  readonly label: string;
  readonly machine: string | null;
  /** The code, and what goes with it. */
  readonly children: ComponentChildren;
}

/** The code on the whole screen; in full screen mode where the browser allows it. */
export function LargeCode({ label, machine, children }: LargeCodeProps) {
  const { journey, messages } = useWizard();
  const dialog = useRef<HTMLDialogElement>(null);
  const stage = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    if (!dialog.current || !stage.current) return;
    // Read now: the references are empty when the effect ends.
    const [shown, opener] = [dialog.current, document.activeElement];
    shown.showModal();
    const leaveFullScreen = fillScreen(stage.current, close);
    return () => {
      shown.close();
      // In full screen mode nothing else can take the focus, so the dialog does not always restore it.
      void leaveFullScreen().then(() => opener instanceof HTMLElement && opener.focus({ preventScroll: true }));
    };
  }, []);

  /** Esc may both end full screen and reach the dialog; only one of them must go back. */
  function close(): void {
    if ('large' in journey.state.value.screen) journey.back();
  }

  function cancel(event: Event): void {
    event.preventDefault();
    close();
  }

  return (
    <dialog ref={dialog} class="code-large" aria-label={label} onCancel={cancel}>
      <div ref={stage} class="code-stage">
        {children}
        <p class="code-large-foot">
          {machine && (
            <strong dir="ltr" translate={false}>
              {machine}
            </strong>
          )}
          <span class="hint">{messages.code.brighter}</span>
          <button type="button" onClick={close}>
            {messages.code.shrink}
          </button>
        </p>
      </div>
    </dialog>
  );
}

/**
 * Shows an element of a modal dialog in full screen mode. The dialog itself cannot be (Fullscreen standard,
 * "requestFullscreen").
 *
 * @param left called when the person ends full screen mode
 * @returns ends it without calling `left`
 */
function fillScreen(element: HTMLElement, left: () => void): () => Promise<void> {
  const listen = () => document.fullscreenElement || left();
  // iPhones have no full screen mode, and a browser may refuse it: the dialog covers the page anyway.
  void element.requestFullscreen?.({ navigationUI: 'hide' }).catch(() => {});
  document.addEventListener('fullscreenchange', listen);
  return async () => {
    document.removeEventListener('fullscreenchange', listen);
    if (document.fullscreenElement) await document.exitFullscreen().catch(() => {});
  };
}
