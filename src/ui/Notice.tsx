import type { ComponentChildren } from 'preact';
import { Glyph, type GlyphName } from './Glyph.tsx';

interface NoticeProps {
  /** Default: `plain`. */
  readonly tone?: 'plain' | 'good' | 'warning' | 'bad';
  /** Default: one that fits the tone. */
  readonly glyph?: GlyphName;
  /** Bold, before the text. */
  readonly title?: string;
  readonly children?: ComponentChildren;
  /** A button or a link. */
  readonly action?: ComponentChildren;
  /** Read out when it appears. */
  readonly live?: boolean;
}

const glyphs = { plain: undefined, good: 'check', warning: 'alert', bad: 'alert' } as const;

/** What a person should know now, in a sentence or two. */
export function Notice({ tone = 'plain', glyph = glyphs[tone], title, children, action, live = false }: NoticeProps) {
  return (
    <div class={`notice ${tone}`} role={live ? 'status' : undefined}>
      {glyph && <Glyph name={glyph} size={20} />}
      <p>
        {title !== undefined && <strong>{title}</strong>} {children}
      </p>
      {action}
    </div>
  );
}
