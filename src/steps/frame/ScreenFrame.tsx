import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { screenBefore } from '../../activation/screens.ts';
import { Glyph } from '../../ui/Glyph.tsx';
import { useWizard } from '../context.ts';

interface ScreenFrameProps {
  readonly title: string;
  /** `card`: a column on a surface, where there is room. `open`: without surface. `wide`: the whole width. */
  readonly layout?: 'card' | 'open' | 'wide';
  /** Above the title, in the middle: a seal. */
  readonly seal?: ComponentChildren;
  /** A sentence or two under the title. */
  readonly lead?: ComponentChildren;
  readonly children?: ComponentChildren;
  /** The next thing to do, within reach of the thumb. */
  readonly actions?: ComponentChildren;
  /** Rarely needed, below the actions. */
  readonly after?: ComponentChildren;
  /** Null where another button already leads back. */
  readonly back?: null;
}

/** The frame of all screens: a way back, a title that gets the focus, and actions below. */
export function ScreenFrame(props: ScreenFrameProps) {
  const { title, layout = 'card', seal, lead, children, actions, after, back } = props;
  const { journey, messages } = useWizard();
  const heading = useRef<HTMLHeadingElement>(null);
  const { screen, refusal } = journey.state.value;
  const name = journey.inFront.value?.product.name ?? journey.profile.vendor.name;
  const hasBack = back !== null && screenBefore(screen) !== null;

  useEffect(() => {
    document.title = messages.documentTitle(title, name);
  }, [title, messages, name]);

  // The camera replaces the button that was pressed. Another language is no reason: the focus stays on the picker.
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [screen.at, 'camera' in screen, refusal]);

  return (
    <section class={`screen ${layout === 'card' ? 'card-like' : layout} ${seal ? 'sealed' : ''}`.trim()}>
      {hasBack && (
        <button type="button" class="back" onClick={journey.back}>
          <Glyph name="back" size={20} />
          {messages.back}
        </button>
      )}
      {seal}
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
