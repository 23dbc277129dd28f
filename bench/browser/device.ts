import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { findBrowser } from '../../scripts/browsers.mjs';

/** Folder of the page that `scripts/bench.mjs` builds. */
const pages = fileURLToPath(new URL('./browser', import.meta.url));
const origin = 'http://localhost';
const quiet = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];

/** @param film the camera's film; null for a browser without a camera */
export async function openBrowser(film: string | null): Promise<Browser> {
  const executablePath = findBrowser('chromium');
  if (executablePath === null) throw new Error('This needs Chromium; "npm test" installs it or says how.');
  const camera = [
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-video-capture=${film}`,
  ];
  return chromium.launch({ executablePath, args: film === null ? quiet : [...quiet, ...camera] });
}

/** Opens the scanning page from the disk. */
export async function openPage(browser: Browser): Promise<Page> {
  const page = await browser.newPage();
  await page.route(`${origin}/**`, (route) =>
    route.fulfill({ path: join(pages, new URL(route.request().url()).pathname) }),
  );
  await page.goto(`${origin}/page.html`);
  return page;
}

/** Runs with a temporary folder. */
export async function inTemporaryFolder(run: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'keyferry-bench-'));
  try {
    await run(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
