import type { ScreenPort } from '../activation/ports.ts';

/**
 * The screen of this device.
 *
 * @param wakeLock absent where the page is no secure context, and in older browsers
 * @param littleMotion the media query that says whether the person asked for it
 */
export function createScreen(
  wakeLock: Pick<WakeLock, 'request'> | undefined,
  page: Pick<Document, 'visibilityState' | 'addEventListener'>,
  littleMotion: { readonly matches: boolean },
): ScreenPort {
  let holders = 0;
  let lock: Promise<WakeLockSentinel | null> | null = null;

  function hold(): void {
    if (holders === 0 || page.visibilityState !== 'visible') return;
    // Refused when the battery is low.
    lock ??= wakeLock?.request('screen').catch(() => null) ?? null;
  }

  function letGo(): void {
    void lock?.then((sentinel) => sentinel?.release()).catch(() => {});
    lock = null;
  }

  // The browser ends a lock when the page is hidden, and never takes it again by itself.
  page.addEventListener('visibilitychange', () => {
    letGo();
    hold();
  });

  return {
    keepAwake() {
      let holding = true;
      holders += 1;
      hold();
      return () => {
        if (!holding) return;
        holding = false;
        holders -= 1;
        if (holders === 0) letGo();
      };
    },
    get reducedMotion() {
      return littleMotion.matches;
    },
  };
}
