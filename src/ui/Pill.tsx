import type { ComponentChildren } from 'preact';

export type Tone = 'plain' | 'accent' | 'good' | 'warning' | 'bad';

interface PillProps {
  /** Default: `plain`. */
  readonly tone?: Tone;
  readonly children: ComponentChildren;
}

/** A state as a colored word; the meaning never depends on the color. */
export function Pill({ tone = 'plain', children }: PillProps) {
  return <span class={`pill ${tone}`}>{children}</span>;
}

/** A name that people compare, such as the computer ID: a label, and the name in the font of codes. */
export function Chip({ label, children }: { readonly label: string; readonly children: string }) {
  return (
    <p class="chip">
      {label}{' '}
      <strong dir="ltr" translate={false}>
        {children}
      </strong>
    </p>
  );
}
