import type { ComponentChildren } from 'preact';

interface ActionBarProps {
  /** Name of the group for screen readers. */
  readonly label: string;
  /** Buttons, the primary one last; a `<p>` says what they act on. */
  readonly children: ComponentChildren;
}

/** Stays at the lower edge of the screen, over a list that is longer than it. Place it after the list. */
export function ActionBar({ label, children }: ActionBarProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would be read as part of a form
    <div class="action-bar" role="group" aria-label={label}>
      {children}
    </div>
  );
}
