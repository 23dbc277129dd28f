import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Glyph } from '../../ui/Glyph.tsx';
import { useAdmin } from '../context.ts';
import { fragmentOf, type View } from '../model/view.ts';

interface FrameProps {
  readonly title: string;
  /** What stands after the title, such as its state. */
  readonly beside?: ComponentChildren;
  readonly actions?: ComponentChildren;
  readonly back?: { readonly to: View; readonly label: string };
  readonly children: ComponentChildren;
}

/** What all views have alike: a way back, a title that gets the focus, and what can be done. */
export function Frame({ title, beside, actions, back, children }: FrameProps) {
  const { admin, messages } = useAdmin();
  const heading = useRef<HTMLHeadingElement>(null);

  useEffect(() => {
    document.title = messages.documentTitle(title, admin.profile.product.name);
  }, [title, messages, admin]);

  // Once a view: the same one in another language leaves the focus where it is. Whoever comes back to a list goes on at
  // the row that was opened.
  useEffect(() => {
    const row = document.querySelector<HTMLElement>(`.rows a[href="#${admin.navigation.cameFrom()}"]`);
    (row ?? heading.current)?.focus({ preventScroll: true });
    if (row) row.scrollIntoView({ block: 'center' });
    else window.scrollTo(0, 0);
  }, [admin]);

  return (
    <section class="view">
      {back && (
        <a class="back" href={`#${fragmentOf(back.to)}`}>
          <Glyph name="back" size={18} />
          {back.label}
        </a>
      )}
      <div class="view-head">
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {beside}
        {actions && <div class="view-actions">{actions}</div>}
      </div>
      {children}
    </section>
  );
}
