import { useEffect, useRef, useState } from 'preact/hooks';
import { useWizard } from './context.ts';
import { Glyph } from './Glyph.tsx';

/** Bringing something in, by whichever way this device has: camera, picture, file, text. */
export function Intake() {
  const { journey, messages } = useWizard();
  const { intake: words } = messages;
  const [pasting, setPasting] = useState(false);
  const camera = journey.cameraAccess;

  if ('camera' in journey.state.value.screen) return <Viewfinder />;
  return (
    <div class="intake">
      {camera === 'possible' && (
        <button type="button" class="primary" onClick={() => journey.open('camera')}>
          <Glyph name="camera" />
          {words.scan}
        </button>
      )}
      {camera !== 'possible' && (
        <p class="note">{camera === 'missing' ? words.cameraMissing : words.cameraNeedsSecurePage}</p>
      )}
      {camera !== 'possible' && journey.handheld && (
        <FilePicker label={words.takePicture} glyph="camera" primary capture />
      )}
      <div class="choices">
        <FilePicker label={words.openFile} glyph="file" primary={camera !== 'possible' && !journey.handheld} />
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

interface FilePickerProps {
  readonly label: string;
  readonly glyph: 'file' | 'camera';
  readonly primary?: boolean;
  /** Opens the phone's own camera app instead of its files. */
  readonly capture?: boolean;
}

function FilePicker({ label, glyph, primary, capture }: FilePickerProps) {
  const { journey } = useWizard();

  function take(event: Event): void {
    const input = event.currentTarget as HTMLInputElement;
    const files = [...(input.files ?? [])];
    // Cleared, so that the same file can be chosen again after it was refused.
    input.value = '';
    if (files.length > 0) void journey.intake.deliver(files);
  }

  return (
    <label class={primary ? 'button primary' : 'button'}>
      <Glyph name={glyph} size={primary ? 24 : 20} />
      {label}
      <input
        type="file"
        class="unseen"
        multiple
        onChange={take}
        {...(capture && { accept: 'image/*', capture: 'environment' })}
      />
    </label>
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

  return (
    <form class="paste" onSubmit={accept}>
      <label>
        {messages.intake.pasteLabel}
        <textarea ref={box} rows={5} spellcheck={false} autocomplete="off" dir="ltr" required />
      </label>
      <button type="submit" class="primary">
        {messages.intake.pasteAccept}
      </button>
    </form>
  );
}

function Viewfinder() {
  const { journey, messages } = useWizard();
  const video = useRef<HTMLVideoElement>(null);
  const [seeing, setSeeing] = useState<'starting' | 'looking' | 'foreign'>('starting');

  useEffect(() => {
    if (!video.current) return;
    const scan = journey.intake.scan(video.current, () => setSeeing('foreign'));
    void scan.started.then((running) => running && setSeeing((now) => (now === 'starting' ? 'looking' : now)));
    return scan.stop;
  }, [journey]);

  return (
    <div class="viewfinder">
      <div class="viewfinder-picture">
        <video ref={video} aria-label={messages.intake.viewfinder} muted playsInline autoplay />
        <span class="viewfinder-frame" aria-hidden="true" />
      </div>
      <p class="told" role="status">
        {messages.intake[seeing]}
      </p>
      <button type="button" onClick={journey.back}>
        {messages.intake.stop}
      </button>
    </div>
  );
}
