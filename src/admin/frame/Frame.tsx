import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Glyph } from '../../ui/Glyph.tsx';
import { useAdmin } from '../context.ts';
import { fragmentOf, type View } from '../model/view.ts';

interface FrameProps {
  readonly title: string;
  /** Shown after the title, such as a state. */
  readonly beside?: ComponentChildren;
  readonly actions?: ComponentChildren;
  readonly back?: { readonly to: View; readonly label: string };
  readonly children: ComponentChildren;
}

/** Frame of every view: link back, title with focus, actions. */
export function Frame({ title, beside, actions, back, children }: FrameProps) {
  const { admin, messages } = useAdmin();
  const heading = useRef<HTMLHeadingElement>(null);

  useEffect(() => {
    document.title = messages.documentTitle(title, admin.profile.product.name);
  }, [title, messages, admin]);

  // Runs once per view, so a language change keeps the focus. Back in a list, the focus returns to the row that was open.
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
