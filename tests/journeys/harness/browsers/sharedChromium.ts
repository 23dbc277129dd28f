import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { untilWorkerEnds } from '../lifetime.ts';
import { blankFrame, filmOf } from '../light/y4m.ts';
import { temporaryFolder } from '../temporary.ts';
import { sharedAirGap } from './airGap.ts';
import { type CameraKind, cameraFlags, chromiumFlags } from './chromiumFlags.ts';
import { installed } from './installed.ts';

/** Starting takes long under load, which is not a failure. */
export const startTimeout = 180_000;

/** A browser process, and the film that the cameras of all its devices show. */
export interface SharedBrowser {
  readonly browser: Browser;
  readonly filmPath: string;
}

/** Where a browser runs. `airGapped` is a network namespace without any way out. */
export type BrowserNetwork = 'connected' | 'airGapped';

const started = new Map<string, Promise<SharedBrowser>>();

/**
 * The browser of this worker for one network and camera. Each device is a browser context in it: storage, permissions,
 * service workers and network emulation of contexts are apart, as profiles are. Only the camera is shared, so a journey
 * holds one device of a kind before a code at a time.
 */
export function sharedChromium(network: BrowserNetwork, cameraKind: CameraKind): Promise<SharedBrowser> {
  const key = `${network} ${cameraKind}`;
  const known = started.get(key);
  if (known) return known;
  const starting = start(network, cameraKind);
  started.set(key, starting);
  untilWorkerEnds(async () => {
    started.delete(key);
    await (await starting).browser.close();
  });
  return starting;
}

async function start(network: BrowserNetwork, cameraKind: CameraKind): Promise<SharedBrowser> {
  const folder = temporaryFolder('browser', untilWorkerEnds);
  const filmPath = createFilm(folder);
  const browser = await chromium.launch({
    executablePath: await chromiumIn(network, folder),
    args: [...chromiumFlags, ...cameraFlags(cameraKind, filmPath)],
    timeout: startTimeout,
  });
  return { browser, filmPath };
}

/** @returns path of a film that shows nothing */
export function createFilm(folder: string): string {
  const path = join(folder, 'camera.y4m');
  writeFileSync(path, filmOf([blankFrame]));
  return path;
}

/**
 * Playwright talks to the browser through a pipe, which needs no network.
 *
 * @param folder gets the script that starts an air-gapped browser
 * @returns path of the program to start
 */
export async function chromiumIn(network: BrowserNetwork, folder: string): Promise<string> {
  if (network === 'connected') return installed('chromium');
  const path = join(folder, 'air-gapped-chromium');
  const { command } = await sharedAirGap();
  writeFileSync(path, `#!/bin/sh\nexec ${command.join(' ')} '${installed('chromium')}' "$@"\n`);
  chmodSync(path, 0o755);
  return path;
}
