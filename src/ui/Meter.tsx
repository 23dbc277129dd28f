interface MeterProps {
  /** What is measured, for screen readers. */
  readonly label: string;
  /** The value in words, such as "363 days left". */
  readonly text: string;
  /** Share that is left, from 0 to 1. */
  readonly share: number;
  /** Default: `good`. */
  readonly tone?: 'good' | 'warning' | 'accent';
}

/** How much of something is left. */
export function Meter({ label, text, share, tone = 'good' }: MeterProps) {
  const percent = Math.round(100 * Math.min(1, Math.max(0, share)));
  return (
    // biome-ignore lint/a11y/useSemanticElements: browsers draw the meter element in ways that cannot be styled alike
    <div
      class={`meter ${tone}`}
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      aria-valuetext={text}
    >
      {/* An attribute would be blocked by the page's content security policy; a property is not. */}
      <span style={{ inlineSize: `${percent}%` }} />
    </div>
  );
}
