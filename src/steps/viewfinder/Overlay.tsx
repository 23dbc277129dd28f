import { useRef } from 'preact/hooks';
import type { Scan } from '../../activation/scan/scan.ts';
import { cornersIn, pointsOf, type VideoSize } from './outline.ts';

interface OverlayProps {
  readonly view: Scan['view'];
  readonly picture: VideoSize;
  /** As the video's `object-fit`; the whole picture by default. */
  readonly fit?: 'contain' | 'cover';
}

/** Drawn over the camera's picture: where to hold the code, and where one is in sight. */
export function Overlay({ view, picture, fit = 'contain' }: OverlayProps) {
  const { outline, phase } = view.value;
  // Kept while it fades, so that a code missed in one picture does not flicker.
  const last = useRef(outline);
  if (outline) last.current = outline;
  const points = last.current && pointsOf(last.current, picture);
  return (
    <svg
      class={`overlay ${phase}`}
      viewBox={`0 0 ${picture.width} ${picture.height}`}
      preserveAspectRatio={fit === 'cover' ? 'xMidYMid slice' : 'xMidYMid meet'}
      aria-hidden="true"
    >
      <path class={outline ? 'overlay-corners gone' : 'overlay-corners'} d={cornersIn(picture)} />
      {points && (
        <g class={outline ? 'overlay-code' : 'overlay-code gone'}>
          <polygon class="overlay-halo" points={points} />
          <polygon points={points} />
        </g>
      )}
    </svg>
  );
}
