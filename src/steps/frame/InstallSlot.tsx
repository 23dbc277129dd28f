import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useWizard } from '../context.ts';

/** The place of the hint to install the app: below the screen, once it is due. Not part of the first load. */
export function InstallSlot() {
  const { journey } = useWizard();
  const [Hint, setHint] = useState<ComponentType | null>(null);
  const isDue = journey.install.isDue();

  useEffect(() => {
    if (!isDue || Hint) return;
    import('../install/InstallHint.tsx').then(
      ({ InstallHint }) => setHint(() => InstallHint),
      // Without a network there is no hint.
      () => {},
    );
  }, [isDue, Hint]);

  return isDue && Hint ? <Hint /> : null;
}
