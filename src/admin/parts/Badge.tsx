import type { ComponentChildren } from 'preact';

interface BadgeProps {
  readonly kind: 'warning' | 'plain' | 'good';
  readonly children: ComponentChildren;
}

/** A state as a colored word; the meaning never depends on the color. */
export function Badge({ kind, children }: BadgeProps) {
  return <span class={`badge ${kind}`}>{children}</span>;
}
