import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { useWizard } from '../context.ts';

interface LargeCodeProps {
  readonly label: string;
  readonly phrase: string | null;
  /** The code, and what goes with it. */
  readonly children: ComponentChildren;
}

/** The code on the whole screen, and on nothing but the screen where the browser lets it. */
export function LargeCode({ label, phrase, children }: LargeCodeProps) {
  const { journey, messages } = useWizard();
  const dialog = useRef<HTMLDialogElement>(null);
  const stage = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    if (!dialog.current || !stage.current) return;
    // Taken now: at the end of the effect the references are empty.
    const [shown, opener] = [dialog.current, document.activeElement];
    shown.showModal();
    const leaveFullScreen = fillScreen(stage.current, close);
    return () => {
      shown.close();
      // Beside what fills the screen nothing takes the focus, so that the dialog cannot always give it back.
      void leaveFullScreen().then(() => opener instanceof HTMLElement && opener.focus({ preventScroll: true }));
    };
  }, []);

  /** Esc may come both as the end of full screen and to the dialog; only one of them is for Back. */
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
          {phrase && <strong translate={false}>{phrase}</strong>}
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
 * A modal dialog itself may not fill the screen, but what is in it may (Fullscreen standard, "requestFullscreen").
 *
 * @param left the person has ended full screen
 * @returns ends it, without `left`
 */
function fillScreen(element: HTMLElement, left: () => void): () => Promise<void> {
  const listen = () => document.fullscreenElement || left();
  // iPhones have no such thing, and a browser may refuse: the dialog covers the page anyway.
  void element.requestFullscreen?.({ navigationUI: 'hide' }).catch(() => {});
  document.addEventListener('fullscreenchange', listen);
  return async () => {
    document.removeEventListener('fullscreenchange', listen);
    if (document.fullscreenElement) await document.exitFullscreen().catch(() => {});
  };
}
