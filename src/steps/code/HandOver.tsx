import { useState } from 'preact/hooks';
import { senderOf } from '../../activation/transfer/codes.ts';
import { canPrint } from '../../activation/transfer/sheets.ts';
import { Glyph } from '../../ui/Glyph.tsx';
import { useWizard } from '../context.ts';
import { DocumentDetails } from '../document/DocumentDetails.tsx';
import { PrintButton } from '../paper/PrintButton.tsx';

interface HandOverProps {
  readonly save: string;
  readonly saved: (name: string) => string;
  readonly share: string;
  /** False where the file is not a document, and so not text to copy. */
  readonly copy?: false;
}

/** The alternatives to the code: save, share, copy, print. */
export function HandOver({ save, saved, share, copy }: HandOverProps) {
  const { journey, messages } = useWizard();
  const [announcement, setAnnouncement] = useState('');
  const blocked = journey.opened === 'http';
  const outgoing = journey.outgoing.value;
  const sender = outgoing && senderOf(outgoing);

  function saveFile(): void {
    const name = journey.save();
    if (name) setAnnouncement(saved(name));
  }

  async function copyText(): Promise<void> {
    await journey.copy();
    setAnnouncement(messages.code.copied);
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
            {share}
          </button>
        )}
        {copy !== false && (
          <button type="button" onClick={() => void copyText()}>
            <Glyph name="paste" size={20} />
            {messages.code.copy}
          </button>
        )}
        {sender && canPrint(sender) && <PrintButton sender={sender} />}
      </div>
      <p class="announcement" role="status">
        {announcement}
        {announcement && blocked && announcement !== messages.code.copied && (
          <span class="hint">{messages.request.savedAsText}</span>
        )}
      </p>
      {outgoing && outgoing.kind !== 'file' && <DocumentDetails file={outgoing.file} fileName={outgoing.fileName} />}
    </div>
  );
}
