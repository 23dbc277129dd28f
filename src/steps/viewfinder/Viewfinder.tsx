import { useEffect, useRef, useState } from 'preact/hooks';
import { type Scan, startScan } from '../../activation/scan/scan.ts';
import { useWizard } from '../context.ts';
import { Overlay } from './Overlay.tsx';
import type { VideoSize } from './outline.ts';
import { ScanControls } from './ScanControls.tsx';
import { ScanProgress, ScanWords } from './ScanProgress.tsx';

/** The camera's whole picture, because all of it is searched; detections are drawn over it. */
export function Viewfinder() {
  const { journey, messages } = useWizard();
  const frame = useRef<HTMLDivElement>(null);
  const video = useRef<HTMLVideoElement>(null);
  const [scan, setScan] = useState<Scan | null>(null);
  const [picture, setPicture] = useState<VideoSize | null>(null);

  useEffect(() => journey.keepAwake(), [journey]);
  useEffect(() => {
    if (!video.current) return;
    const started = journey.intake.scan(video.current, startScan);
    setScan(started);
    return started.stop;
  }, [journey]);

  /** Also when the device is turned, or another camera is chosen. */
  function measure(): void {
    if (!video.current) return;
    const { videoWidth: width, videoHeight: height } = video.current;
    setPicture(width > 0 && height > 0 ? { width, height } : null);
  }

  // The picture has its height only now, and must not push the instructions below it off the screen.
  useEffect(() => frame.current?.scrollIntoView({ block: 'nearest' }), [picture]);

  return (
    <div ref={frame} class="viewfinder">
      <div class="viewfinder-picture">
        <video
          ref={video}
          aria-label={messages.intake.viewfinder}
          muted
          playsInline
          autoplay
          onLoadedMetadata={measure}
          onResize={measure}
        />
        {scan && picture && <Overlay view={scan.view} picture={picture} />}
      </div>
      {scan && <ScanWords view={scan.view} />}
      {scan && <ScanProgress view={scan.view} />}
      {scan && <ScanControls scan={scan} />}
      <button type="button" onClick={journey.back}>
        {messages.intake.stop}
      </button>
    </div>
  );
}
