import type { ComponentChildren } from 'preact';
import { useWizard } from '../context.ts';

interface PrimaryButtonProps {
  readonly children: ComponentChildren;
  /** Label while an action is running. */
  readonly working?: string;
  /** Whether pressing it can do anything yet. */
  readonly ready?: boolean;
  /** Without it, the button submits its form. */
  readonly onPress?: () => void;
}

/**
 * The main button of a screen. It uses `aria-disabled`, because a disabled button would lose the focus.
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
