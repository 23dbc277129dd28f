import { useRef } from 'preact/hooks';
import type { Scan } from '../../activation/scan/scan.ts';
import { cornersIn, pointsOf, type VideoSize } from './outline.ts';

interface OverlayProps {
  readonly view: Scan['view'];
  readonly picture: VideoSize;
  /** As the video's `object-fit`; the whole picture by default. */
  readonly fit?: 'contain' | 'cover';
}

/** Drawn over the camera's picture: where to hold the code, and where codes are in sight. */
export function Overlay({ view, picture, fit = 'contain' }: OverlayProps) {
  const { outlines, phase } = view.value;
  const inSight = outlines.length > 0;
  // Kept while they fade, so that codes missed in one picture do not flicker.
  const last = useRef(outlines);
  if (inSight) last.current = outlines;
  return (
    <svg
      class={`overlay ${phase}`}
      viewBox={`0 0 ${picture.width} ${picture.height}`}
      preserveAspectRatio={fit === 'cover' ? 'xMidYMid slice' : 'xMidYMid meet'}
      aria-hidden="true"
    >
      <path class={inSight ? 'overlay-corners gone' : 'overlay-corners'} d={cornersIn(picture)} />
      <g class={inSight ? 'overlay-code' : 'overlay-code gone'}>
        {last.current.map((outline, at) => {
          const points = pointsOf(outline, picture);
          return (
            <g key={at}>
              <polygon class="overlay-halo" points={points} />
              <polygon points={points} />
            </g>
          );
        })}
      </g>
    </svg>
  );
}
