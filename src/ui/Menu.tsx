import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { Glyph, type GlyphName } from './Glyph.tsx';

interface MenuProps {
  /** Name of the button. */
  readonly label: string;
  /** Default: three dots. */
  readonly glyph?: GlyphName;
  /** Words on the button; without them it is only a picture with a name. */
  readonly text?: string;
  /** `MenuItem`, `MenuLink` and other list items. */
  readonly children: ComponentChildren;
  /** Which edge of the button the list begins at; default: `end`. */
  readonly align?: 'start' | 'end';
  /** Opens upward, at the end of a page. */
  readonly above?: boolean;
  readonly class?: string;
}

/**
 * A button that opens a list of rare actions ("More"). It is a disclosure and not an ARIA menu, because it may hold any
 * control. Escape, a press elsewhere, the focus leaving it and every item close it.
 */
export function Menu({ label, glyph = 'more', text, children, align = 'end', above = false, class: more }: MenuProps) {
  const [isOpen, setOpen] = useState(false);
  const around = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const id = useId();

  useEffect(() => {
    if (!isOpen) return;
    const closeOutside = ({ target }: Event) => {
      if (!around.current?.contains(target as Node)) setOpen(false);
    };
    document.addEventListener('pointerdown', closeOutside);
    document.addEventListener('focusin', closeOutside);
    return () => {
      document.removeEventListener('pointerdown', closeOutside);
      document.removeEventListener('focusin', closeOutside);
    };
  }, [isOpen]);

  function onKey(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !isOpen) return;
    event.stopPropagation();
    setOpen(false);
    opener.current?.focus();
  }

  /** An item's own action runs first, and may show another screen. */
  function closeAfter({ target }: Event): void {
    if (!(target instanceof Element) || !target.closest('[data-closes]')) return;
    setOpen(false);
    if (opener.current?.isConnected) opener.current.focus({ preventScroll: true });
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the controls inside, which bubble
    <div
      ref={around}
      class={`menu ${align === 'start' ? 'start' : ''} ${above ? 'above' : ''} ${more ?? ''}`}
      onKeyDown={onKey}
    >
      <button
        ref={opener}
        type="button"
        class={text === undefined ? 'icon' : 'quiet menu-opener'}
        aria-label={text === undefined ? label : undefined}
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => setOpen(!isOpen)}
      >
        <Glyph name={glyph} size={text === undefined ? 24 : 20} />
        {text}
        {text !== undefined && <Glyph name="down" size={16} />}
      </button>
      {isOpen && (
        // biome-ignore lint/a11y/useKeyWithClickEvents: a key on an item is a click that bubbles
        <ul id={id} class="menu-panel" aria-label={label} onClick={closeAfter}>
          {children}
        </ul>
      )}
    </div>
  );
}

interface MenuItemProps {
  readonly glyph?: GlyphName;
  readonly children: ComponentChildren;
  readonly onPress: () => void;
  /** One of several that exclude each other, and the one in use. */
  readonly current?: boolean;
  readonly danger?: boolean;
  /** A line above it: another group begins. */
  readonly parted?: boolean;
  readonly class?: string;
}

/** An action of a menu. */
export function MenuItem(props: MenuItemProps) {
  const { glyph, children, onPress, current, danger = false, parted = false, class: more = '' } = props;
  return (
    <li class={`${parted ? 'parted' : ''} ${more}`.trim() || undefined}>
      <button type="button" class={danger ? 'danger' : undefined} aria-current={current} data-closes onClick={onPress}>
        {glyph && <Glyph name={glyph} size={20} />}
        {children}
      </button>
    </li>
  );
}

interface MenuLinkProps {
  readonly glyph?: GlyphName;
  readonly children: ComponentChildren;
  readonly href: string;
  readonly download?: string;
  readonly parted?: boolean;
}

/** A link of a menu. */
export function MenuLink({ glyph, children, href, download, parted = false }: MenuLinkProps) {
  return (
    <li class={parted ? 'parted' : undefined}>
      <a class="button" href={href} download={download} data-closes>
        {glyph && <Glyph name={glyph} size={20} />}
        {children}
      </a>
    </li>
  );
}
