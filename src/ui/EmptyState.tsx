import type { ComponentChildren } from 'preact';
import { Glyph, type GlyphName } from './Glyph.tsx';

interface EmptyStateProps {
  readonly glyph: GlyphName;
  readonly title: string;
  /** What to do. */
  readonly children?: ComponentChildren;
}

/** Stands where a list will be, as long as it has no rows. */
export function EmptyState({ glyph, title, children }: EmptyStateProps) {
  return (
    <div class="empty-state">
      <Glyph name={glyph} size={40} />
      <h2>{title}</h2>
      <div class="hint">{children}</div>
    </div>
  );
}
