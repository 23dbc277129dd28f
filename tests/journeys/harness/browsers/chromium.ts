import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { untilTestEnds } from '../lifetime.ts';
import { type Camera, cameraOf } from '../light/camera.ts';
import { keepPages } from '../look/portraits.ts';
import { temporaryFolder } from '../temporary.ts';
import { type CameraKind, cameraFlags, chromiumFlags } from './chromiumFlags.ts';
import { type BrowserNetwork, chromiumIn, createFilm, sharedChromium, startTimeout } from './sharedChromium.ts';

/** A device with storage of its own. */
export interface Device {
  /** The current page. */
  readonly page: Page;
  readonly context: BrowserContext;
  readonly camera: Camera;
}

/** A device that keeps its storage on a disk, in a browser process of its own. */
export interface DeviceWithDisk extends Device {
  /** The current page; a different one after `reopen` and `crash`. */
  readonly page: Page;
  /** Closes the browser like a user and opens it again on the same address, with its stored data. */
  reopen(): Promise<Page>;
  /** Like `reopen`, after the browser process was killed. */
  crash(): Promise<Page>;
}

export interface DeviceOptions {
  /** The address of the first page. */
  readonly url: string;
  /** `film` by default. */
  readonly camera?: CameraKind;
  /** `connected` by default. */
  readonly network?: BrowserNetwork;
  /** Device preset, language, color scheme and so on. */
  readonly context?: BrowserContextOptions;
}

export interface DiskOptions {
  /** The person has set the browser to let no site store anything. */
  readonly blocksStorage?: boolean;
}

/** Time limit for a step of a journey, in milliseconds: long, because slowness of a busy machine is not a failure. */
export const stepTimeoutMs = 240_000;

/** Opens a device in the browser that the worker's devices share; it closes with the test. */
export async function openDevice(options: DeviceOptions): Promise<Device> {
  const { browser, filmPath } = await sharedChromium(options.network ?? 'connected', options.camera ?? 'film');
  const camera = cameraOf(filmPath);
  const context = await browser.newContext({ acceptDownloads: true, ...options.context });
  untilTestEnds(async (outcome) => {
    if (outcome === 'failed') await keepPages(context);
    await context.close();
    camera.cover();
  });
  context.setDefaultTimeout(stepTimeoutMs);
  const page = await context.newPage();
  await page.goto(options.url);
  return { page, context, camera };
}

/** Writes the setting that stands in Chromium's settings as "Block all cookies". */
function blockStorage(profile: string): void {
  mkdirSync(profile, { recursive: true });
  const preferences = { profile: { default_content_setting_values: { cookies: 2 } } };
  writeFileSync(join(profile, 'Preferences'), JSON.stringify(preferences));
}

/** Opens a device whose browser can be closed and killed; it closes with the test. */
export async function openDeviceWithDisk(options: DeviceOptions & DiskOptions): Promise<DeviceWithDisk> {
  const folder = temporaryFolder('device');
  if (options.blocksStorage) blockStorage(join(folder, 'profile', 'Default'));
  const filmPath = createFilm(folder);
  const executablePath = await chromiumIn(options.network ?? 'connected', folder);
  const open = async () => {
    const opened = await chromium.launchPersistentContext(join(folder, 'profile'), {
      ...options.context,
      executablePath,
      acceptDownloads: true,
      args: [...chromiumFlags, ...cameraFlags(options.camera ?? 'film', filmPath)],
      timeout: startTimeout,
    });
    opened.setDefaultTimeout(stepTimeoutMs);
    return opened;
  };
  let context = await open();
  untilTestEnds(async (outcome) => {
    if (outcome === 'failed') await keepPages(context);
    await context.close();
  });
  const pageOf = (current: BrowserContext) => current.pages()[0] ?? current.newPage();
  let page = await pageOf(context);
  await page.goto(options.url);
  const openAgain = async () => {
    const url = page.url();
    context = await open();
    page = await pageOf(context);
    await page.goto(url);
    return page;
  };
  return {
    camera: cameraOf(filmPath),
    get page() {
      return page;
    },
    get context() {
      return context;
    },
    async reopen() {
      await context.close();
      return openAgain();
    },
    async crash() {
      const closed = new Promise((resolve) => context.once('close', resolve));
      const session = await context.newCDPSession(page);
      // The answer never arrives: the process has ended.
      session.send('Browser.crash').catch(() => {});
      await closed;
      return openAgain();
    },
  };
}
