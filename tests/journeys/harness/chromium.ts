import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import type { AirGap } from './airGap.ts';
import { type CameraFile, createCameraFile } from './cameraFile.ts';
import { blankPicture } from './darkroom.ts';
import { untilTestEnds } from './lifetime.ts';
import { chromiumFlags, installed, isolation } from './program.ts';
import { intranetHost } from './service.ts';
import { temporaryFolder } from './temporary.ts';

/** A device with a Chromium of its own: profile, camera and network are nobody else's. */
export interface Device {
  /** The page in front; another one after `reopen` and `crash`. */
  readonly page: Page;
  readonly context: BrowserContext;
  readonly camera: CameraFile;
  /** Closes the browser as a person does and opens it again on the same address, with what it has stored. */
  reopen(): Promise<Page>;
  /** As `reopen`, after the browser process was killed. */
  crash(): Promise<Page>;
}

export interface DeviceOptions {
  /** Where the page is opened first. */
  readonly url: string;
  /** `none`: a device without camera. `denied`: the person does not allow it. */
  readonly camera?: 'film' | 'none' | 'denied';
  /** Whether the browser runs in a network namespace of its own, where there is nothing; or the one that it runs in. */
  readonly isolated?: boolean | AirGap;
  /** Device preset, language, color scheme and so on. */
  readonly context?: BrowserContextOptions;
}

const quiet = [
  ...chromiumFlags,
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  `--host-resolver-rules=MAP ${intranetHost} 127.0.0.1`,
];

/** Opens a device; it closes with the test. */
export async function openDevice(options: DeviceOptions): Promise<Device> {
  const folder = temporaryFolder('device');
  const camera = createCameraFile(join(folder, 'camera.mjpeg'), [await blankPicture()]);
  const open = () => launch(folder, camera, options);
  let context = await open();
  untilTestEnds(() => context.close());
  const pageOf = (current: BrowserContext) => current.pages()[0] ?? current.newPage();
  let page = await pageOf(context);
  await page.goto(options.url);
  const again = async () => {
    const url = page.url();
    context = await open();
    page = await pageOf(context);
    await page.goto(url);
    return page;
  };
  return {
    camera,
    get page() {
      return page;
    },
    get context() {
      return context;
    },
    async reopen() {
      await context.close();
      return again();
    },
    async crash() {
      const closed = new Promise((resolve) => context.once('close', resolve));
      const session = await context.newCDPSession(page);
      // The answer never comes: the process is gone.
      session.send('Browser.crash').catch(() => {});
      await closed;
      return again();
    },
  };
}

async function launch(folder: string, camera: CameraFile, options: DeviceOptions): Promise<BrowserContext> {
  return chromium.launchPersistentContext(join(folder, 'profile'), {
    ...options.context,
    executablePath: options.isolated ? isolatingWrapper(folder, options.isolated) : installed('chromium'),
    acceptDownloads: true,
    args: [...quiet, ...cameraFlags(options.camera ?? 'film', camera)],
  });
}

function cameraFlags(kind: 'film' | 'none' | 'denied', { path }: CameraFile): string[] {
  const device = ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${path}`];
  if (kind === 'none') return [];
  return kind === 'film' ? [...device, '--use-fake-ui-for-media-stream'] : [...device, '--deny-permission-prompts'];
}

/** Playwright talks to the browser through a pipe, which needs no network. */
function isolatingWrapper(folder: string, gap: true | AirGap): string {
  const path = join(folder, 'chromium-without-network');
  const command = gap === true ? [...isolation(), '--'] : gap.command;
  writeFileSync(path, `#!/bin/sh\nexec ${command.join(' ')} '${installed('chromium')}' "$@"\n`);
  chmodSync(path, 0o755);
  return path;
}
