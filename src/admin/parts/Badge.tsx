import type { ComponentChildren } from 'preact';

interface BadgeProps {
  readonly kind: 'warning' | 'plain' | 'good';
  readonly children: ComponentChildren;
}

/** A state in a word; the word says it, the color only helps. */
export function Badge({ kind, children }: BadgeProps) {
  return <span class={`badge ${kind}`}>{children}</span>;
}
