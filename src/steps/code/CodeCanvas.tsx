import { useLayoutEffect, useRef } from 'preact/hooks';
import { gridOf } from '../../activation/transfer/codes.ts';
import type { Playback } from '../../activation/transfer/playback.ts';
import { paint } from './paint.ts';
import { sideWithin } from './side.ts';

interface CodeCanvasProps {
  readonly playback: Playback;
  /** False while the same codes are shown elsewhere: its size then does not limit them. */
  readonly inFront: boolean;
  /** Name for screen readers; absent inside a button that has a name. */
  readonly label?: string;
}

/** A sequence of codes, as large as the room around them allows. */
export function CodeCanvas({ playback, inFront, label }: CodeCanvasProps) {
  const around = useRef<HTMLSpanElement>(null);
  const picture = useRef<HTMLCanvasElement>(null);

  useLayoutEffect(() => {
    const canvas = picture.current;
    if (!canvas || !around.current || !inFront) return;
    let room = 0;

    function draw(): void {
      if (!canvas) return;
      paint(canvas, gridOf(playback.showing.value.codes));
      const side = `${sideWithin(room, canvas.width, devicePixelRatio)}px`;
      Object.assign(canvas.style, { inlineSize: side, blockSize: side });
    }

    const observer = new ResizeObserver(([entry]) => {
      if (!entry) return;
      room = Math.min(entry.contentRect.width, entry.contentRect.height);
      playback.fit(room);
      draw();
    });
    observer.observe(around.current);
    const unsubscribe = playback.showing.subscribe(draw);
    return () => {
      unsubscribe();
      observer.disconnect();
    };
  }, [playback, inFront]);

  return (
    <span ref={around} class="code-room">
      <canvas ref={picture} class="code-canvas" {...(label ? { role: 'img', 'aria-label': label } : {})} />
    </span>
  );
}
