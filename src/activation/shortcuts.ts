import type { Engine } from './engine.ts';

/**
 * Addresses that open a screen. `computers`: as `/computers`, or `#computers` where no service serves the page. The
 * others are the shortcuts of the installed app; `scripts/vite/webManifest.ts` lists them.
 */
const shortcuts = ['computers', '?open=computers', '?open=scan', '?open=list'] as const;
type Shortcut = (typeof shortcuts)[number];

/** @returns the shortcut that the page, or its running window, was opened with; null when it is anything else */
export function shortcutIn(opened: unknown): Shortcut | null {
  return shortcuts.find((known) => known === opened) ?? null;
}

/** Shows the screen of a shortcut. Those of the phone decide the role of this visit, whatever the device was before. */
export function openShortcut({ ports, show, update }: Engine, shortcut: Shortcut): void {
  if (shortcut === 'computers' || shortcut === '?open=computers') {
    show({ at: 'computers' });
    return;
  }
  update({ role: 'courier' });
  show({ at: 'collect' });
  if (shortcut === '?open=scan' && ports.camera.access === 'possible') show({ at: 'collect', camera: true });
}
