import type { ComponentChildren } from 'preact';
import { useWizard } from './context.ts';

interface PrimaryButtonProps {
  readonly children: ComponentChildren;
  /** Shown while something is under way. */
  readonly working?: string;
  /** Whether pressing it can do anything yet. */
  readonly ready?: boolean;
  /** Without it, the button submits its form. */
  readonly onPress?: () => void;
}

/**
 * The one button of a screen. While it cannot be used it says so but keeps the focus, which a disabled one would lose.
 */
export function PrimaryButton({ children, working, ready = true, onPress }: PrimaryButtonProps) {
  const { journey } = useWizard();
  const { busy } = journey.state.value;
  return (
    <button
      type={onPress ? 'button' : 'submit'}
      class="primary"
      aria-disabled={busy || !ready}
      aria-busy={busy}
      onClick={() => !busy && ready && onPress?.()}
    >
      {busy && working ? working : children}
    </button>
  );
}
