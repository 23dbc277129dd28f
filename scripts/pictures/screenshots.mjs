import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
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
const browser = await chromium.launch({ executablePath: findBrowser('chromium') ?? '', args: ['--no-sandbox'] });
try {
  await new Promise((resolve) => service.stdout.on('data', (text) => String(text).includes(address) && resolve(null)));
  const wide = await open({ viewport: { width: 1280, height: 800 } });
  const requests = [];
  await wide.getByRole('button', { name: /^Activate this computer/ }).click();
  await manually(wide);
  await wide.locator('.code-face').waitFor();
  await wide.screenshot({ path: 'public/screenshots/computer.png' });
  for (let count = 0; count < 3; count++) {
    const machine = await open({ viewport: { width: 1280, height: 800 } });
    await machine.getByRole('button', { name: /^Activate this computer/ }).click();
    await manually(machine);
    const download = machine.waitForEvent('download');
    await machine.getByRole('button', { name: /^Save/ }).first().click();
    requests.push(await (await download).path());
  }
  const phone = await open({
    viewport: { width: 412, height: 824 },
    deviceScaleFactor: 2,
    hasTouch: true,
    isMobile: true,
  });
  await phone.goto(`${address}/?open=list`);
  await phone.locator('input[type=file]').first().setInputFiles(requests);
  await phone.getByRole('heading', { level: 1 }).waitFor();
  await phone.goto(`${address}/?open=list`);
  await phone
    .getByText(/New|Continue/)
    .first()
    .waitFor();
  await phone.screenshot({ path: 'public/screenshots/phone.png' });
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
  const page = await context.newPage();
  await page.goto(address);
  return page;
}

/** @param {import('playwright-core').Page} page */
async function manually(page) {
  await page.getByRole('button', { name: /without network/ }).click();
  await page.getByRole('button', { name: /^Create/ }).click();
  await page.locator('.code-face').waitFor();
}
