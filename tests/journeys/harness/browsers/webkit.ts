import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { findWebKit } from '../../../../scripts/browsers.mjs';
import type { Lifetime } from '../lifetime.ts';
import type { CarriedFile } from '../steps/carriedFile.ts';
import { temporaryFolder } from '../temporary.ts';
import { freePort } from '../vendor/service.ts';

/** A page in WebKitGTK, driven over WebDriver (W3C) by plain HTTP calls. */
export interface WebKitPage {
  open(address: string): Promise<void>;
  reload(): Promise<void>;
  /** Waits for the title of a screen. */
  title(text: string): Promise<void>;
  /** Waits for the element, then clicks it. @param xpath of the element */
  click(xpath: string): Promise<void>;
  press(name: string): Promise<void>;
  /** Types into a field, or gives files to a file input: their paths, one a line. */
  type(xpath: string, text: string): Promise<void>;
  /** Runs the body of a function in the page. */
  run<Result>(script: string, ...args: readonly unknown[]): Promise<Result>;
  /** Waits until an element is in the page. */
  wait(xpath: string): Promise<void>;
  /** Waits for the only file that was downloaded. @param ending of its name */
  downloaded(ending: string): Promise<CarriedFile>;
}

const elementKey = 'element-6066-11e4-a52e-4f735466cecf';
/** Ends waits for what never comes, with a message; a slow machine is no failure. */
const longestWait = 120_000;

/**
 * Opens WebKitGTK's MiniBrowser, whose storage lasts as long as it runs.
 *
 * @param lifetime when it closes
 * @throws Error when it is not installed: "npm test" installs it or prints how
 */
export async function openWebKit(lifetime: Lifetime): Promise<WebKitPage> {
  const { driver, browser, screen } = findWebKit();
  if (driver === null || browser === null || screen === null) {
    throw new Error('No WebKitWebDriver, MiniBrowser or Xvfb found; "npm test" installs them or prints how.');
  }
  const port = await freePort();
  const display = await startScreen(screen, lifetime);
  const home = temporaryFolder('webkit-home', lifetime);
  const env = {
    ...process.env,
    ...homeIn(home),
    DISPLAY: display,
    WEBKIT_DISABLE_COMPOSITING_MODE: '1',
    LIBGL_ALWAYS_SOFTWARE: '1',
  };
  const child = spawn(driver, [`--port=${port}`, '--host=127.0.0.1'], { detached: true, stdio: 'ignore', env });
  lifetime(() => endGroup(child));
  const base = `http://127.0.0.1:${port}`;
  await until(async () => (await fetch(`${base}/status`)).ok, 'WebKitWebDriver does not answer');
  const options = { binary: browser, args: ['--automation'] };
  const capabilities = { alwaysMatch: { 'webkitgtk:browserOptions': options } };
  const { sessionId } = await call<{ sessionId: string }>(`${base}/session`, 'POST', { capabilities });
  const session = `${base}/session/${sessionId}`;
  lifetime(() => call(session, 'DELETE').catch(() => {}));
  return pageOf(session, downloadsIn(home));
}

const downloadsIn = (home: string) => join(home, 'Downloads');

/** A home of its own, so that downloads go where the test finds them. @returns the environment that names it */
function homeIn(home: string): Record<string, string> {
  const config = join(home, '.config');
  mkdirSync(config, { recursive: true });
  mkdirSync(downloadsIn(home));
  writeFileSync(join(config, 'user-dirs.dirs'), 'XDG_DOWNLOAD_DIR="$HOME/Downloads"\n');
  return {
    HOME: home,
    XDG_CONFIG_HOME: config,
    XDG_CACHE_HOME: join(home, '.cache'),
    XDG_DATA_HOME: join(home, '.data'),
  };
}

/** @returns its name, such as `:97` */
async function startScreen(program: string, lifetime: Lifetime): Promise<string> {
  const child = spawn(program, ['-displayfd', '1', '-screen', '0', '412x915x24', '-nolisten', 'tcp'], {
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  lifetime(() => endGroup(child));
  const [number] = (await once(child.stdout, 'data')) as [Buffer];
  return `:${number.toString().trim()}`;
}

function pageOf(session: string, downloads: string): WebKitPage {
  async function find(xpath: string): Promise<string> {
    let found = '';
    await until(
      async () => {
        const [first] = await call<readonly Record<string, string>[]>(`${session}/elements`, 'POST', {
          using: 'xpath',
          value: xpath,
        });
        found = first?.[elementKey] ?? '';
        return found !== '';
      },
      `not in the page: ${xpath}`,
      () => run('return document.body.innerText'),
    );
    return `${session}/element/${found}`;
  }

  const run = <Result>(script: string, ...args: readonly unknown[]) =>
    call<Result>(`${session}/execute/sync`, 'POST', { script, args });

  /** By script: a button may be behind the bar that stays at the end of the screen. */
  async function click(xpath: string): Promise<void> {
    const element = await find(xpath);
    await run('arguments[0].click()', { [elementKey]: element.split('/').at(-1) });
  }

  return {
    run,
    click,
    open: (address) => call(`${session}/url`, 'POST', { url: address }),
    reload: () => call(`${session}/refresh`, 'POST', {}),
    title: async (text) => void (await find(`//h1[contains(normalize-space(.), ${quoted(text)})]`)),
    press: (name) => click(`//button[contains(normalize-space(.), ${quoted(name)})]`),
    wait: async (xpath) => void (await find(xpath)),
    async downloaded(ending) {
      const named = () => readdirSync(downloads).filter((name) => name.endsWith(ending));
      await until(
        async () => named().length === 1,
        `no file *${ending}`,
        async () => readdirSync(downloads),
      );
      const [name = ''] = named();
      return { name, bytes: new Uint8Array(readFileSync(join(downloads, name))) };
    },
    async type(xpath, text) {
      await call(`${await find(xpath)}/value`, 'POST', { text });
    },
  };
}

const quoted = (text: string) => `"${text}"`;

async function call<Result>(address: string, method: string, body?: unknown): Promise<Result> {
  const response = await fetch(address, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  const { value } = (await response.json()) as { value: Result & { error?: string; message?: string } };
  if (!response.ok) throw new Error(`WebKitWebDriver: ${value.error}: ${value.message}`);
  return value;
}

async function until(
  isSo: () => Promise<boolean>,
  otherwise: string,
  detail: () => Promise<unknown> = async () => '',
): Promise<void> {
  const end = Date.now() + longestWait;
  while (!(await isSo().catch(() => false))) {
    if (Date.now() > end) throw new Error(`${otherwise}\n${await detail().catch(() => '')}`);
    await pause(100);
  }
}

async function endGroup(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // The whole group has already ended.
    return;
  }
  await exit;
}
