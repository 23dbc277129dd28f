import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { type Scan, startScan } from '../../activation/scan/scan.ts';
import { Glyph } from '../../ui/Glyph.tsx';
import { useWizard } from '../context.ts';
import { FilePicker } from '../intake/FilePicker.tsx';
import { UnusedItems } from '../intake/UnusedItems.tsx';
import { Overlay } from '../viewfinder/Overlay.tsx';
import type { VideoSize } from '../viewfinder/outline.ts';
import { ScanControls } from '../viewfinder/ScanControls.tsx';
import { ScanProgress } from '../viewfinder/ScanProgress.tsx';
import { fitOf } from './fit.ts';
import { ScannerHint } from './ScannerHint.tsx';
import { ScannerNews } from './ScannerNews.tsx';
import { StorageWarning } from './StorageWarning.tsx';

/** The camera on the whole screen: it takes in one computer after another, and stays on. */
export default function Scanner() {
  const { journey, messages } = useWizard();
  const { camera: words } = messages.scanning;
  const dialog = useRef<HTMLDialogElement>(null);
  const { scanned } = journey.state.value.scanLog;

  useLayoutEffect(() => {
    const [shown, opener] = [dialog.current, document.activeElement];
    shown?.showModal();
    return () => {
      shown?.close();
      if (opener instanceof HTMLElement) opener.focus({ preventScroll: true });
    };
  }, []);

  function cancel(event: Event): void {
    event.preventDefault();
    journey.back();
  }

  return (
    <dialog ref={dialog} class="scanner" aria-label={words.label} onCancel={cancel}>
      <div class="scanner-top">
        <button type="button" class="scanner-close" aria-label={words.close} onClick={journey.back}>
          <Glyph name="close" />
        </button>
        <p class="scanner-count">{words.count(scanned.length)}</p>
      </div>
      <CameraPicture />
      <div class="scanner-words">
        <StorageWarning />
        <UnusedItems />
        <ScannerNews />
      </div>
      <div class="scanner-bottom">
        <FilePicker class="button" multiple onChoose={(files) => void journey.intake.deliver(files)}>
          <Glyph name="file" size={20} />
          {words.picture}
        </FilePicker>
        {scanned.length > 0 && (
          <button type="button" class="primary" onClick={journey.intake.endScan}>
            {scanned.length === 1 ? words.proceed : words.done}
          </button>
        )}
      </div>
    </dialog>
  );
}

/** The camera's picture with what was found in it, the instructions, and the controls of the camera. */
function CameraPicture() {
  const { journey, messages } = useWizard();
  const stage = useRef<HTMLDivElement>(null);
  const video = useRef<HTMLVideoElement>(null);
  const [scan, setScan] = useState<Scan | null>(null);
  const [picture, setPicture] = useState<VideoSize | null>(null);
  const [fit, setFit] = useState<'contain' | 'cover'>('contain');

  useEffect(() => journey.keepAwake(), [journey]);
  useEffect(() => {
    if (!video.current) return;
    const started = journey.intake.scan(video.current, startScan);
    setScan(started);
    return started.stop;
  }, [journey]);

  /** Also when the device is turned, or another camera is chosen. */
  function measure(): void {
    if (!video.current || !stage.current) return;
    const { videoWidth: width, videoHeight: height } = video.current;
    setPicture(width > 0 && height > 0 ? { width, height } : null);
    setFit(fitOf({ width, height }, { width: stage.current.clientWidth, height: stage.current.clientHeight }));
  }

  useEffect(() => {
    window.addEventListener('resize', measure);
    return () => window.removeEventListener('resize', measure);
  }, []);

  return (
    <>
      <div ref={stage} class={`scanner-picture ${fit}`}>
        <video
          ref={video}
          aria-label={messages.intake.viewfinder}
          muted
          playsInline
          autoplay
          onLoadedMetadata={measure}
          onResize={measure}
        />
        {scan && picture && <Overlay view={scan.view} picture={picture} fit={fit} />}
      </div>
      <div class="scanner-controls">
        {scan && <ScannerHint view={scan.view} />}
        {scan && <ScanProgress view={scan.view} />}
        {scan && <ScanControls scan={scan} />}
      </div>
    </>
  );
}
