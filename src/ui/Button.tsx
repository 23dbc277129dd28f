import type { ComponentChildren, Ref } from 'preact';
import { Glyph, type GlyphName } from './Glyph.tsx';

/** `primary`: once a screen, the next thing to do. `danger`: destroys something. `quiet`: text only. */
export type ButtonLook = 'primary' | 'plain' | 'quiet' | 'danger' | 'danger-filled';

const classes: Record<ButtonLook, string> = {
  primary: 'primary',
  plain: '',
  quiet: 'quiet',
  danger: 'danger',
  'danger-filled': 'danger filled',
};

interface ButtonBase {
  readonly children: ComponentChildren;
  /** Default: `plain`. */
  readonly look?: ButtonLook;
  readonly glyph?: GlyphName;
  /** Less high, in rows of tools. */
  readonly small?: boolean;
}

interface ButtonProps extends ButtonBase {
  /** Without it, the button submits its form. */
  readonly onPress?: (() => void) | undefined;
  /** An action is running: a press does nothing. */
  readonly busy?: boolean;
  /** Whether pressing it can do anything yet. */
  readonly ready?: boolean;
  /** Label while `busy`. */
  readonly working?: string | undefined;
  /** For a button that stays pressed. */
  readonly pressed?: boolean;
  /** For a button that opens something. */
  readonly expanded?: boolean;
  /** Name for screen readers where the label does not say enough. */
  readonly name?: string;
  readonly buttonRef?: Ref<HTMLButtonElement>;
}

/** A button. It uses `aria-disabled`, because a disabled button would lose the focus. */
export function Button(props: ButtonProps) {
  const { children, look = 'plain', glyph, small = false, onPress, busy = false, ready = true, working } = props;
  const { pressed, expanded, name, buttonRef } = props;
  return (
    <button
      {...(buttonRef && { ref: buttonRef })}
      type={onPress ? 'button' : 'submit'}
      class={classOf(look, small)}
      aria-label={name}
      aria-pressed={pressed}
      aria-expanded={expanded}
      aria-disabled={busy || !ready || undefined}
      aria-busy={busy || undefined}
      onClick={() => !busy && ready && onPress?.()}
    >
      {glyph && <Glyph name={glyph} size={20} />}
      {busy && working ? working : children}
    </button>
  );
}

interface LinkButtonProps extends ButtonBase {
  readonly href: string;
  /** File name under which the browser saves the address. */
  readonly download?: string;
}

/** A link that looks like a button: it opens an address or saves a file. */
export function LinkButton({ children, look = 'plain', glyph, small = false, href, download }: LinkButtonProps) {
  return (
    <a class={`button ${classOf(look, small)}`.trim()} href={href} download={download}>
      {glyph && <Glyph name={glyph} size={20} />}
      {children}
    </a>
  );
}

function classOf(look: ButtonLook, small: boolean): string {
  return `${classes[look]} ${small ? 'small' : ''}`.trim();
}
