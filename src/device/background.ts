import type { BackgroundPort } from '../activation/ports.ts';
import { sendTag } from './sendTag.ts';

/** The parts of the browser that are used. Some are missing in TypeScript's library, and in many browsers. */
export interface BackgroundEnvironment {
  readonly locks?: Pick<LockManager, 'request'>;
  readonly serviceWorker?: Pick<ServiceWorkerContainer, 'ready'> & { readonly controller: unknown };
  setAppBadge?(count: number): Promise<void>;
  clearAppBadge?(): Promise<void>;
}

/** A registration with Background Sync, which only Chromium has. */
interface SyncRegistration {
  readonly sync?: { register(tag: string): Promise<void> };
}

/** @param hasWorker whether this page can have a service worker */
export function createBackground(hasWorker: boolean, environment: BackgroundEnvironment = navigator): BackgroundPort {
  let asking: Promise<boolean> | null = null;

  async function ask(): Promise<boolean> {
    // Without a controller, `ready` may never come: the browser refused the service worker.
    if (!hasWorker || !environment.serviceWorker?.controller) return false;
    const { sync } = (await environment.serviceWorker.ready) as SyncRegistration;
    await sync?.register(sendTag);
    return sync !== undefined;
  }

  return {
    sendLater() {
      // Forty orders at once ask once.
      asking ??= ask()
        .catch(() => false)
        .finally(() => {
          asking = null;
        });
      return asking;
    },
    alone: (name, work) => aloneWith(environment.locks)(name, work),
    showWaiting: (count) => showWaiting(environment, count),
  };
}

/** @param locks undefined where the browser has none, as on plain http */
export function aloneWith(locks: Pick<LockManager, 'request'> | undefined): BackgroundPort['alone'] {
  return async (name, work) => (locks ? await locks.request(`keyferry/${name}`, work) : await work());
}

/** Shows a number on the icon of the installed app; nothing where there is no icon. */
export function showWaiting(environment: BackgroundEnvironment, count: number): void {
  const shown = count > 0 ? environment.setAppBadge?.(count) : environment.clearAppBadge?.();
  shown?.catch(() => {});
}
