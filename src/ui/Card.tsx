import type { ComponentChildren } from 'preact';

interface CardProps {
  /** A heading of level 2. */
  readonly title?: string;
  readonly children: ComponentChildren;
}

/** A surface with content of its own. */
export function Card({ title, children }: CardProps) {
  return (
    <section class="panel">
      {title !== undefined && <h2>{title}</h2>}
      {children}
    </section>
  );
}

interface ChoiceCardProps {
  /** One of `src/ui/drawings`. */
  readonly drawing: ComponentChildren;
  readonly title: string;
  readonly text: string;
  readonly onPress: () => void;
}

/** One of two or three drawn choices; they stand in a `<div class="cards drawn">`. */
export function ChoiceCard({ drawing, title, text, onPress }: ChoiceCardProps) {
  return (
    <button type="button" class="card drawn" onClick={onPress}>
      {drawing}
      <span class="card-title">{title}</span>
      <span class="hint">{text}</span>
    </button>
  );
}
