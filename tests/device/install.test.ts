import { expect, test, vi } from 'vitest';
import { createInstall, type InstallEnvironment } from '../../src/device/install.ts';

const agents = {
  iPhone:
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1',
  mac: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15',
  oldMac:
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.6 Safari/605.1.15',
  firefoxOnAndroid: 'Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0',
  firefox: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
  chrome:
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
};

function browser(userAgent: string, { touch = 0, standalone = false } = {}) {
  const events = new Map<string, (event: Event) => void>();
  const environment: InstallEnvironment = {
    navigator: { userAgent, maxTouchPoints: touch },
    matchMedia: (query) => ({ matches: standalone && query.includes('standalone') }),
    addEventListener: (event, listener) => void events.set(event, listener),
  };
  return { environment, fire: (name: string, event: object = {}) => events.get(name)?.(event as Event) };
}

test.each([
  ['iPhone', 0, 'share-menu'],
  ['mac', 5, 'share-menu'],
  ['mac', 0, 'dock'],
  ['oldMac', 0, null],
  ['firefoxOnAndroid', 5, 'browser-menu'],
  ['firefox', 0, null],
  ['chrome', 0, null],
] as const)('%s with %s touch points: %s', (name, touch, way) => {
  expect(createInstall(true, browser(agents[name], { touch }).environment).way).toBe(way);
});

test('offers nothing where the page cannot be installed, or is', () => {
  expect(createInstall(false, browser(agents.iPhone).environment).way).toBeNull();
  expect(createInstall(true, browser(agents.iPhone, { standalone: true }).environment).way).toBeNull();
});

test('keeps the browser’s offer until a press, and ends with the installation', async () => {
  const { environment, fire } = browser(agents.chrome);
  const install = createInstall(true, environment);
  const changed = vi.fn();
  install.onChange(changed);
  const offer = { preventDefault: vi.fn(), prompt: vi.fn(async () => {}) };
  fire('beforeinstallprompt', offer);
  expect([install.way, offer.preventDefault.mock.calls.length, offer.prompt.mock.calls.length]).toEqual([
    'prompt',
    1,
    0,
  ]);
  await install.prompt();
  expect([install.way, offer.prompt.mock.calls.length]).toEqual([null, 1]);
  fire('beforeinstallprompt', offer);
  fire('appinstalled');
  expect(install.way).toBeNull();
  expect(changed).toHaveBeenCalledTimes(4);
});
