import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import type { Lifetime } from '../lifetime.ts';
import { temporaryFolder } from '../temporary.ts';
import { freePort } from '../vendor/service.ts';
import { sharedAirGap } from './airGap.ts';
import { installed } from './installed.ts';

/** A machine with Firefox, without any network. Puppeteer drives it over BiDi, because Playwright cannot drive the ESR. */
export interface FirefoxMachine {
  readonly page: Page;
  /** The folder of saved files. */
  readonly downloads: string;
  /** Holds the camera before the first of these JPEG pictures. */
  show(pictures: readonly Uint8Array[]): Promise<void>;
}

const relay = fileURLToPath(new URL('relay.mjs', import.meta.url));

/** Opens a browser with an empty page. @param lifetime when it closes */
export async function openFirefox(lifetime: Lifetime): Promise<FirefoxMachine> {
  const folder = temporaryFolder('firefox', lifetime);
  const downloads = join(folder, 'downloads');
  writeProfile(join(folder, 'profile'), downloads);
  const browser = await launch(folder, lifetime);
  // The first tab: a second one would open behind it, where Firefox draws nothing and the camera picture stands still.
  const [page = await browser.newPage()] = await browser.pages();
  await page.setViewport({ width: 1280, height: 800 });
  await page.evaluateOnNewDocument(replaceCamera);
  const show = async (pictures: readonly Uint8Array[]) => {
    const picture = `data:image/jpeg;base64,${Buffer.from(pictures[0] ?? []).toString('base64')}`;
    await page.evaluate((source) => (window as unknown as CameraWindow).showToCamera(source), picture);
  };
  return { page, downloads, show };
}

/** Keeps the users' defaults: the preferences recommended for tests loosen the policy for file://. */
function writeProfile(profile: string, downloads: string): void {
  const preferences = {
    'security.fileuri.strict_origin_policy': true,
    'remote.prefs.recommended': false,
    'browser.shell.checkDefaultBrowser': false,
    'browser.startup.homepage_override.mstone': 'ignore',
    'browser.startup.page': 0,
    'browser.aboutwelcome.enabled': false,
    'datareporting.policy.dataSubmissionEnabled': false,
    'toolkit.telemetry.reportingpolicy.firstRun': false,
    'app.normandy.enabled': false,
    'app.update.enabled': false,
    'browser.download.folderList': 2,
    'browser.download.dir': downloads,
    'browser.download.useDownloadDir': true,
    'browser.download.alwaysOpenPanel': false,
  };
  mkdirSync(profile);
  mkdirSync(downloads);
  const lines = Object.entries(preferences).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
  );
  writeFileSync(join(profile, 'user.js'), lines.join('\n'));
}

async function launch(folder: string, lifetime: Lifetime): Promise<Browser> {
  const port = await freePort();
  const socket = join(folder, 'relay.sock');
  const [program = '', ...args] = (await sharedAirGap()).command;
  const script = '"$1" "$2" "$3" "$4" & shift 4; exec "$@"';
  const firefox = [installed('firefox'), '--headless', '--no-remote', '--remote-debugging-port', String(port)];
  const command = ['sh', '-c', script, 'sh', process.execPath, relay, socket, String(port), ...firefox];
  const profile = ['--profile', join(folder, 'profile'), 'about:blank'];
  // Relay and browser are one process group, so they end together.
  const child = spawn(program, [...args, ...command, ...profile], {
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  lifetime(() => endGroup(child));
  await announced(child);
  // Firefox answers only requests for the host and port on which it listens, so the outer end of the relay has the same.
  const outer = createServer((near) => {
    const far = connect(socket);
    near.pipe(far).pipe(near);
    for (const end of [near, far]) end.on('error', () => near.destroy() && far.destroy());
  }).listen(port, '127.0.0.1');
  await once(outer, 'listening');
  lifetime(() => void closeServer(outer));
  const browser = await puppeteer.connect({
    browserWSEndpoint: `ws://127.0.0.1:${port}/session`,
    protocol: 'webDriverBiDi',
  });
  lifetime(() => browser.close().catch(() => {}));
  return browser;
}

function announced(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let printed = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      if (printed.includes('WebDriver BiDi listening')) resolve();
    });
    child.once('exit', () => reject(new Error(`Firefox ended:\n${printed}`)));
  });
}

async function endGroup(child: ChildProcess): Promise<void> {
  if (child.pid === undefined) return;
  const exit = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : null;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // The whole group has already ended.
  }
  await exit;
}

function closeServer(server: Server): Promise<unknown> {
  return new Promise((resolve) => server.close(resolve));
}

interface CameraWindow {
  showToCamera(picture: string): Promise<void>;
}

/** Runs in the page before its own scripts: Firefox has no fake camera that reads a file. */
function replaceCamera(): void {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width: 1280, height: 720 });
  const context = canvas.getContext('2d');
  let picture: HTMLImageElement | null = null;
  // A canvas that does not change sends no frames.
  setInterval(() => {
    if (picture) context?.drawImage(picture, 0, 0);
    else context?.fillRect(0, 0, canvas.width, canvas.height);
  }, 100);
  (window as unknown as CameraWindow).showToCamera = async (source) => {
    const next = new Image();
    next.src = source;
    await next.decode();
    picture = next;
  };
  navigator.mediaDevices.getUserMedia = async () => canvas.captureStream(10);
  navigator.mediaDevices.enumerateDevices = async () =>
    [{ deviceId: 'film', groupId: '', kind: 'videoinput', label: 'Film' }] as MediaDeviceInfo[];
}
