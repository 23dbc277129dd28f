import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { findBrowser } from '../browsers.mjs';
import { ensureBuilt } from '../build.mjs';

/**
 * Makes the pictures in public/screenshots, which browsers show when they offer to install the app: of the built pages,
 * with neutral names. Run it after a change of the look.
 */
const port = 8931;
const address = `http://localhost:${port}`;
const folder = mkdtempSync(join(tmpdir(), 'keyferry-screenshots-'));

await ensureBuilt();
const service = spawn(process.execPath, ['dist/server/demo.js'], {
  env: {
    ...process.env,
    KEYFERRY_DATA: join(folder, 'data'),
    KEYFERRY_PORT: String(port),
    KEYFERRY_PUBLIC_URL: address,
  },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const browser = await chromium.launch({
  executablePath: findBrowser('chromium') ?? '',
  // With a camera, as phones have.
  args: ['--no-sandbox', '--use-fake-device-for-media-stream'],
});
try {
  await new Promise((resolve) => service.stdout.on('data', (text) => String(text).includes(address) && resolve(null)));
  const computers = [];
  for (const name of ['Line 1 packing', 'Line 3 left panel', 'Test bench']) {
    const computer = await open({ viewport: { width: 1280, height: 800 } });
    await showRequest(computer);
    const download = computer.waitForEvent('download');
    await computer.getByRole('button', { name: 'Save license request' }).click();
    const saved = await download;
    const file = { name: saved.suggestedFilename().replace(/^orrery/, name), buffer: readFileSync(await saved.path()) };
    computers.push({ ...file, mimeType: 'application/octet-stream' });
    if (computers.length > 1) continue;
    await computer.reload();
    await computer.locator('.code-face').waitFor();
    await computer.screenshot({ animations: 'disabled', path: 'public/screenshots/computer.png' });
  }
  const phone = await open({
    viewport: { width: 412, height: 824 },
    deviceScaleFactor: 2,
    hasTouch: true,
    isMobile: true,
  });
  await phone.goto(`${address}/?open=list`);
  await phone.locator('input[type=file]').first().setInputFiles(computers);
  await phone.locator('.row-open').nth(2).waitFor();
  await phone.getByRole('button', { name: 'OK' }).click();
  await phone.screenshot({ animations: 'disabled', path: 'public/screenshots/phone.png' });
} finally {
  await browser.close();
  service.kill();
  rmSync(folder, { recursive: true, force: true });
}

/** @param {import('playwright-core').BrowserContextOptions} options */
async function open(options) {
  const context = await browser.newContext({ ...options, colorScheme: 'light', serviceWorkers: 'block' });
  await context.route(/\/(?:\?.*)?$/, async (route) => {
    const answer = await route.fetch();
    const text = (await answer.text())
      .replaceAll('Orrery Studio', 'Your software')
      .replaceAll('Northlight Instruments', 'Vendor');
    await route.fulfill({ response: answer, body: text });
  });
  context.setDefaultTimeout(240_000);
  const page = await context.newPage();
  await page.goto(address);
  return page;
}

/** @param {import('playwright-core').Page} page */
async function showRequest(page) {
  await page.getByRole('button', { name: /^Activate this computer/ }).click();
  await page.getByRole('button', { name: 'Activate without network instead' }).click();
  await page.getByRole('button', { name: 'Show the code' }).click();
  await page.locator('.code-face').waitFor();
}
