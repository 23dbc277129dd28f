import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { findBrowser } from '../../scripts/browsers.mjs';

/** Where `scripts/bench.mjs` puts the built page. */
const pages = fileURLToPath(new URL('./browser', import.meta.url));
const origin = 'http://localhost';
const quiet = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];

/** @param film what its camera sees; null for a browser without camera */
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

/** Opens the page that scans; its files come from the disk, not from a server. */
export async function openPage(browser: Browser): Promise<Page> {
  const page = await browser.newPage();
  await page.route(`${origin}/**`, (route) =>
    route.fulfill({ path: join(pages, new URL(route.request().url()).pathname) }),
  );
  await page.goto(`${origin}/page.html`);
  return page;
}

/** Runs with a folder that is gone afterwards. */
export async function inTemporaryFolder(run: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'keyferry-bench-'));
  try {
    await run(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
