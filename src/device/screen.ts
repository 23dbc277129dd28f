import type { ScreenPort } from '../activation/ports.ts';

/**
 * Controls the screen of this device.
 *
 * @param wakeLock absent in older browsers and outside of a secure context
 * @param reducedMotion the media query for the person's preference
 */
export function createScreen(
  wakeLock: Pick<WakeLock, 'request'> | undefined,
  page: Pick<Document, 'visibilityState' | 'addEventListener'>,
  reducedMotion: { readonly matches: boolean },
): ScreenPort {
  let holders = 0;
  let lock: Promise<WakeLockSentinel | null> | null = null;

  function hold(): void {
    if (holders === 0 || page.visibilityState !== 'visible') return;
    // Rejected when the battery is low.
    lock ??= wakeLock?.request('screen').catch(() => null) ?? null;
  }

  function release(): void {
    void lock?.then((sentinel) => sentinel?.release()).catch(() => {});
    lock = null;
  }

  // The browser releases a lock when the page is hidden and does not take it again.
  page.addEventListener('visibilitychange', () => {
    release();
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
        if (holders === 0) release();
      };
    },
    get reducedMotion() {
      return reducedMotion.matches;
    },
  };
}
