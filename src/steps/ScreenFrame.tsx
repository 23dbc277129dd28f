import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { screenBefore } from '../activation/state.ts';
import { Glyph } from '../ui/Glyph.tsx';
import { useWizard } from './context.ts';

interface ScreenFrameProps {
  readonly title: string;
  /** A sentence or two under the title. */
  readonly lead?: ComponentChildren;
  readonly children?: ComponentChildren;
  /** The one thing to do next, in reach of the thumb. */
  readonly actions?: ComponentChildren;
  /** What is needed seldom, below the actions. */
  readonly after?: ComponentChildren;
  /** Null where another button already leads back. */
  readonly back?: null;
}

/** What all screens have alike: a way back, a title that gets the focus, and the actions below. */
export function ScreenFrame({ title, lead, children, actions, after, back }: ScreenFrameProps) {
  const { journey, messages } = useWizard();
  const heading = useRef<HTMLHeadingElement>(null);
  const { screen, refusal } = journey.state.value;
  const hasBack = back !== null && screenBefore(screen) !== null;

  useEffect(() => {
    document.title = messages.documentTitle(title, journey.profile.product.name);
  }, [title, messages, journey]);

  // The camera takes the place of the button that was pressed. Not when the same screen is said in another language: the
  // person stays at the picker.
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [screen.at, 'camera' in screen, refusal]);

  return (
    <section class="screen">
      {hasBack && (
        <button type="button" class="back" onClick={journey.back}>
          <Glyph name="back" size={20} />
          {messages.back}
        </button>
      )}
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {lead && <p class="lead">{lead}</p>}
      {children}
      {actions && <div class="actions">{actions}</div>}
      {after}
    </section>
  );
}
