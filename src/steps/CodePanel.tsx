import { useEffect, useRef, useState } from 'preact/hooks';
import type { Outgoing } from '../activation/outgoing.ts';
import { useWizard } from './context.ts';
import { Glyph } from './Glyph.tsx';

/** The hero of its screen: the code, as large as there is room, white around it; a tap gives it the whole screen. */
export function CodePanel({ outgoing }: { outgoing: Outgoing }) {
  const { journey, messages } = useWizard();
  const dialog = useRef<HTMLDialogElement>(null);
  const { code } = outgoing;
  const large = 'large' in journey.state.value.screen;

  useEffect(() => {
    if (large) dialog.current?.showModal();
    else dialog.current?.close();
  }, [large]);

  if (!code) return <p class="note">{messages.code.tooLarge}</p>;

  const label = outgoing.kind === 'request' ? messages.code.requestLabel : messages.code.licenseLabel;
  return (
    <div class="code">
      <button
        type="button"
        class="code-face"
        aria-label={`${label}. ${messages.code.enlarge}`}
        onClick={() => journey.open('large')}
      >
        <CodePicture code={code} />
      </button>
      <p class="hint code-hint">
        <Glyph name="enlarge" size={16} />
        {messages.code.press}
      </p>
      <CheckPhrase phrase={outgoing.checkPhrase} />
      <dialog ref={dialog} class="code-large" aria-label={label} onCancel={journey.back}>
        <CodePicture code={code} />
        <p>
          <strong translate={false}>{outgoing.checkPhrase}</strong>
          <button type="button" onClick={journey.back}>
            {messages.code.shrink}
          </button>
        </p>
      </dialog>
    </div>
  );
}

function CodePicture({ code }: { code: NonNullable<Outgoing['code']> }) {
  return (
    <svg class="code-picture" viewBox={`0 0 ${code.side} ${code.side}`} shape-rendering="crispEdges" aria-hidden="true">
      <rect width={code.side} height={code.side} fill="#fff" />
      <path d={code.path} fill="#000" />
    </svg>
  );
}

export function CheckPhrase({ phrase }: { phrase: string }) {
  const { messages } = useWizard();
  return (
    <p class="phrase">
      {messages.code.phrase} <strong translate={false}>{phrase}</strong>
      <span class="hint">{messages.code.phraseHint}</span>
    </p>
  );
}

/** The quiet ways beside the code: save, share, copy; each says what came of it. */
export function HandOver({ save, saved }: { save: string; saved: (name: string) => string }) {
  const { journey, messages } = useWizard();
  const [told, setTold] = useState('');
  const blocked = journey.opened === 'http';

  function saveFile(): void {
    const name = journey.save();
    if (name) setTold(saved(name));
  }

  async function copyText(): Promise<void> {
    await journey.copy();
    setTold(messages.code.copied);
  }

  return (
    <div class="hand-over">
      <div class="choices">
        <button type="button" onClick={saveFile}>
          <Glyph name="download" size={20} />
          {save}
        </button>
        {journey.canShare && (
          <button type="button" onClick={() => void journey.share()}>
            <Glyph name="share" size={20} />
            {messages.license.share}
          </button>
        )}
        <button type="button" onClick={() => void copyText()}>
          <Glyph name="paste" size={20} />
          {messages.code.copy}
        </button>
      </div>
      <p class="told" role="status">
        {told}
        {told && blocked && told !== messages.code.copied && <span class="hint">{messages.request.savedAsText}</span>}
      </p>
    </div>
  );
}
