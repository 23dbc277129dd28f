import { expect, test, vi } from 'vitest';
import {
  forgetReload,
  loadFreshPage,
  mayReloadUnasked,
  type RecoveryEnvironment,
} from '../../../src/device/recovery/freshPage.ts';

const page = '<script type="module" crossorigin src="./assets/index-1.js"></script>';
const scope = 'https://a.example/app/';

function environmentWith(files: Readonly<Record<string, readonly [type: string, text: string]>>) {
  const asked: string[] = [];
  const stored = new Map<string, string>();
  const unregister = vi.fn(async () => true);
  const deleted: string[] = [];
  const environment: RecoveryEnvironment = {
    async fetch(input) {
      const { pathname, search } = new URL(String(input));
      asked.push(search);
      const [type, text] = files[pathname.replace('/app/', '')] ?? ['text/html', page];
      return new Response(text, { headers: { 'content-type': type } });
    },
    location: { href: `${scope}?open=list#x`, reload: vi.fn() },
    sessionStorage: {
      getItem: (key) => stored.get(key) ?? null,
      setItem: (key, value) => void stored.set(key, value),
      removeItem: (key) => void stored.delete(key),
    },
    navigator: {
      serviceWorker: { getRegistration: async () => ({ scope, unregister }) as unknown as ServiceWorkerRegistration },
    },
    caches: {
      keys: async () => [`workbox-precache-v2-${scope}`, 'workbox-precache-v2-https://a.example/', 'keyferry-shared'],
      async delete(name) {
        deleted.push(name);
        return true;
      },
    },
    now: () => 7,
  };
  return { environment, asked, unregister, deleted };
}

test('drops only the kept page of this app and reloads when the server has page and script', async () => {
  const files = { 'assets/index-1.js': ['text/javascript', 'run()'] } as const;
  const { environment, asked, unregister, deleted } = environmentWith(files);
  expect(await loadFreshPage(environment)).toBe(true);
  // Past the service worker.
  expect(asked).toEqual(['?fresh=7', '?fresh=7']);
  expect(unregister).toHaveBeenCalledOnce();
  expect(deleted).toEqual([`workbox-precache-v2-${scope}`]);
  expect(environment.location.reload).toHaveBeenCalledOnce();
});

test.each([
  ['the script is answered with a page', {}],
  ['there is no page', { 'index.html': ['text/plain', ''] }],
  ['the page is another one', { 'index.html': ['text/html', '<p>Sign in</p>'] }],
] as const)('changes nothing when %s', async (_name, files) => {
  const { environment, unregister } = environmentWith(files);
  expect(await loadFreshPage(environment)).toBe(false);
  expect(unregister).not.toHaveBeenCalled();
  expect(environment.location.reload).not.toHaveBeenCalled();
});

test('changes nothing without a network', async () => {
  const { environment, unregister } = environmentWith({});
  expect(await loadFreshPage({ ...environment, fetch: () => Promise.reject(new TypeError('offline')) })).toBe(false);
  expect(unregister).not.toHaveBeenCalled();
});

test('reloads unasked only once, until the page has started', () => {
  const { environment } = environmentWith({});
  expect([mayReloadUnasked(environment), mayReloadUnasked(environment)]).toEqual([true, false]);
  forgetReload(environment);
  expect(mayReloadUnasked(environment)).toBe(true);
});
