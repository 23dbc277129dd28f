/** The parts of the browser that are used; `globalThis` has them. */
export interface RecoveryEnvironment {
  readonly fetch: typeof fetch;
  readonly location: Pick<Location, 'href' | 'reload'>;
  /** Throws where the browser blocks storage. */
  readonly sessionStorage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  readonly navigator: { readonly serviceWorker?: Pick<ServiceWorkerContainer, 'getRegistration'> };
  /** Missing where the page is not a secure context. */
  readonly caches?: Pick<CacheStorage, 'keys' | 'delete'>;
  readonly now: () => number;
}

const reloadedFlag = 'keyferry-reloaded';

/**
 * Loads the page afresh when the server has all of it: what the service worker kept of a broken version is dropped, and
 * the page reloads. Requests and licenses are elsewhere, and stay.
 *
 * @returns false when the server cannot be reached or has not all files; then everything stays as it is
 */
export async function loadFreshPage(environment: RecoveryEnvironment): Promise<boolean> {
  if (!(await isServerComplete(environment))) return false;
  await dropKeptPage(environment);
  environment.location.reload();
  return true;
}

/**
 * Whether the page may reload by itself: only once, or a page that fails for another reason would reload for ever.
 * Where nothing can be remembered, it may not.
 */
export function mayReloadUnasked({ sessionStorage }: RecoveryEnvironment): boolean {
  try {
    if (sessionStorage.getItem(reloadedFlag) !== null) return false;
    sessionStorage.setItem(reloadedFlag, 'yes');
    return true;
  } catch {
    return false;
  }
}

/** Call it when the page has started: after the next failure it may reload again. */
export function forgetReload({ sessionStorage }: RecoveryEnvironment): void {
  try {
    sessionStorage.removeItem(reloadedFlag);
  } catch {
    // Nothing was remembered.
  }
}

/** Asks the server itself for the page and its script: the added query matches nothing that a service worker keeps. */
async function isServerComplete({ fetch, location, now }: RecoveryEnvironment): Promise<boolean> {
  const load = async (path: string, type: RegExp) => {
    const url = new URL(path, location.href);
    url.search = `fresh=${now()}`;
    url.hash = '';
    const answer = await fetch(url.href, { cache: 'no-store' });
    return answer.ok && type.test(answer.headers.get('content-type') ?? '') ? answer.text() : null;
  };
  try {
    const page = await load('index.html', /^text\/html\b/);
    const [, script] = /<script type="module"[^<>]* src="([^"]+)"/.exec(page ?? '') ?? [];
    return script !== undefined && (await load(script, /^(?:text|application)\/javascript\b/)) !== null;
  } catch {
    return false;
  }
}

async function dropKeptPage({ navigator, caches }: RecoveryEnvironment): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration('./').catch(() => undefined);
  if (registration === undefined || caches === undefined) return;
  const kept = (await caches.keys()).filter((name) => /precache/.test(name) && name.endsWith(registration.scope));
  await registration.unregister();
  await Promise.all(kept.map((name) => caches.delete(name)));
}
