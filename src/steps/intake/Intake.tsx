import { useEffect, useRef, useState } from 'preact/hooks';
import type { Journey } from '../../activation/journey.ts';
import { scansOn } from '../../activation/scan/scanLog.ts';
import { Glyph } from '../../ui/Glyph.tsx';
import { useWizard } from '../context.ts';
import { scanner as Scanner } from '../scanner.ts';
import { Viewfinder } from '../viewfinder/Viewfinder.tsx';
import { FilePicker } from './FilePicker.tsx';
import { Unfinished } from './Unfinished.tsx';

interface IntakeProps {
  /** Whether the camera has its button elsewhere on the screen, where it is used again and again. */
  readonly cameraIsElsewhere?: boolean;
}

/** Takes something in by the means of this device: camera, picture, file, text. */
export function Intake({ cameraIsElsewhere = false }: IntakeProps) {
  const { journey, messages } = useWizard();
  const { intake: words } = messages;
  const [pasting, setPasting] = useState(false);
  const camera = journey.cameraAccess.value;

  const { screen } = journey.state.value;
  if (scansOn(screen)) return <Scanner screen={screen} />;
  if ('camera' in screen) return <Viewfinder />;
  return (
    <div class="intake">
      <Unfinished />
      {camera === 'possible' && !cameraIsElsewhere && (
        <button type="button" class="primary" onClick={() => journey.open('camera')}>
          <Glyph name="camera" />
          {words.scan}
        </button>
      )}
      {camera !== 'possible' && (
        <p class="note">{camera === 'missing' ? words.cameraMissing : words.cameraNeedsSecurePage}</p>
      )}
      {canTakePicture(journey) && <Opener label={words.takePicture} glyph="camera" primary capture />}
      <div class="choices">
        <Opener label={words.openFile} glyph="file" primary={camera !== 'possible' && !canTakePicture(journey)} />
        <button type="button" aria-expanded={pasting} onClick={() => setPasting(!pasting)}>
          <Glyph name="paste" size={20} />
          {words.paste}
        </button>
      </div>
      {pasting && <PasteBox />}
      {!journey.handheld && <p class="hint">{words.dropHint}</p>}
    </div>
  );
}

/**
 * Whether the phone's own camera app can take the picture. A touch screen with the page on a USB stick has none where the
 * browser sees no camera.
 */
function canTakePicture({ cameraAccess, handheld, opened }: Journey): boolean {
  if (cameraAccess.value === 'possible' || !handheld) return false;
  return cameraAccess.value === 'needs-secure-page' || opened !== 'file';
}

interface OpenerProps {
  readonly label: string;
  readonly glyph: 'file' | 'camera';
  readonly primary?: boolean;
  readonly capture?: boolean;
}

function Opener({ label, glyph, primary = false, capture = false }: OpenerProps) {
  const { journey } = useWizard();
  return (
    <FilePicker
      class={primary ? 'button primary' : 'button'}
      multiple
      capture={capture}
      onChoose={(files) => void journey.intake.deliver(files)}
    >
      <Glyph name={glyph} size={primary ? 24 : 20} />
      {label}
    </FilePicker>
  );
}

function PasteBox() {
  const { journey, messages } = useWizard();
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => box.current?.focus(), []);

  function accept(event: Event): void {
    event.preventDefault();
    if (box.current?.value) void journey.intake.deliver(box.current.value);
  }

  /** A hand scanner types a code and Enter. */
  function acceptScanned(event: KeyboardEvent): void {
    const isEnter = event.key === 'Enter' && !event.isComposing && !event.shiftKey;
    if (isEnter && box.current && endsScan(box.current)) accept(event);
  }

  return (
    <form class="paste" onSubmit={accept}>
      <label>
        {messages.intake.pasteLabel}
        <textarea
          ref={box}
          rows={5}
          spellcheck={false}
          autocomplete="off"
          dir="ltr"
          required
          onKeyDown={acceptScanned}
        />
      </label>
      <button type="submit" class="primary">
        {messages.intake.pasteAccept}
      </button>
    </form>
  );
}

/**
 * @returns whether everything before the cursor is one word, as links and codes are, or ends with a document's last line, whose
 *   letters are the same on all keyboards where scanners are used
 */
function endsScan({ value, selectionStart, selectionEnd }: HTMLTextAreaElement): boolean {
  const isAtEnd = selectionStart === value.length && selectionEnd === value.length;
  return isAtEnd && /^\S+$|\n..root.$/i.test(value);
}
