import type { CodeDrawing } from '../transfer/drawing.ts';

/** A still QR code, sharp at any size. */
export function CodePicture({ drawing: { side, path } }: { drawing: CodeDrawing }) {
  return (
    <svg class="code-picture" viewBox={`0 0 ${side} ${side}`} shape-rendering="crispEdges" aria-hidden="true">
      <rect width={side} height={side} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
