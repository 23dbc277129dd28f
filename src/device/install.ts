import type { InstallPort, InstallWay } from '../activation/ports.ts';

/** Chromium's offer to install the page. */
interface InstallPromptEvent extends Event {
  prompt(): Promise<unknown>;
}

/** The parts of the browser that are used; `window` has them. */
export interface InstallEnvironment {
  readonly navigator: Pick<Navigator, 'userAgent' | 'maxTouchPoints'> & { readonly standalone?: boolean };
  matchMedia(query: string): { readonly matches: boolean };
  addEventListener(event: 'beforeinstallprompt' | 'appinstalled', listener: (event: Event) => void): void;
}

/**
 * Keeps the browser's offer for later: it must never come in the middle of a task.
 *
 * @param isPossible whether the page can be installed: it is on https or localhost, and not the one-file page
 */
export function createInstall(isPossible: boolean, environment: InstallEnvironment = window): InstallPort {
  const listeners = new Set<() => void>();
  let offer: InstallPromptEvent | null = null;
  let installed = isInstalled(environment);
  const changed = () => {
    for (const listener of listeners) listener();
  };

  environment.addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    offer = event as InstallPromptEvent;
    changed();
  });
  environment.addEventListener('appinstalled', () => {
    installed = true;
    changed();
  });

  return {
    get way() {
      if (!isPossible || installed) return null;
      return offer ? 'prompt' : wayByHand(environment.navigator);
    },
    onChange: (listener) => void listeners.add(listener),
    async prompt() {
      const asked = offer;
      // The browser takes each offer once.
      offer = null;
      await asked?.prompt();
      changed();
    },
  };
}

function isInstalled({ navigator, matchMedia }: InstallEnvironment): boolean {
  const modes = ['standalone', 'minimal-ui', 'fullscreen', 'window-controls-overlay'];
  return navigator.standalone === true || modes.some((mode) => matchMedia(`(display-mode: ${mode})`).matches);
}

/** Browsers that install without an offer say so nowhere but in their name. */
function wayByHand({ userAgent, maxTouchPoints }: InstallEnvironment['navigator']): InstallWay | null {
  // An iPad calls itself a Mac; Macs have no touch screen.
  if (/iPhone|iPad|iPod/.test(userAgent) || (/Macintosh/.test(userAgent) && maxTouchPoints > 1)) return 'share-menu';
  if (/Android/.test(userAgent) && /Firefox\//.test(userAgent)) return 'browser-menu';
  const [, version = '0'] = / Version\/(\d{1,3})\.[\d.]{1,10} Safari\//.exec(userAgent) ?? [];
  return /Macintosh/.test(userAgent) && Number(version) >= 17 ? 'dock' : null;
}
