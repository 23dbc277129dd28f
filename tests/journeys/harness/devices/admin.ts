import { spawnSync } from 'node:child_process';
import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import { machineId } from '../../../../src/documents/machineId.ts';
import { machineWith, requestOf } from '../../../server/machines.ts';
import { stepTimeoutMs } from '../browsers/chromium.ts';
import { sharedChromium } from '../browsers/sharedChromium.ts';
import { untilTestEnds } from '../lifetime.ts';
import { title } from '../steps/wizard.ts';
import type { Service } from '../vendor/service.ts';

/** The admin page, operated by the vendor's staff. */

export async function openAdmin(service: Service, options: BrowserContextOptions = {}, view = ''): Promise<Page> {
  const { browser } = await sharedChromium('connected', 'film');
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    permissions: ['clipboard-read', 'clipboard-write'],
    ...options,
  });
  untilTestEnds(() => context.close());
  context.setDefaultTimeout(stepTimeoutMs);
  const page = await context.newPage();
  await page.goto(`${service.address}/admin${view}`);
  return page;
}

/** Runs a command on the service's own computer, while the service runs. */
export function keyferry({ dataFolder }: Service, ...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['dist/cli/keyferry.js', ...args, '--data', dataFolder],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`keyferry ${args[0]} ended with ${status}:\n${stderr}`);
  return stdout.trim();
}

export function makeToken(service: Service, name: string, scopes: readonly string[]): string {
  return keyferry(service, 'tokens', 'create', name, '--scope', scopes.join(','));
}

/** Pastes the token, with the keyboard only. */
export async function signIn(page: Page, token: string): Promise<void> {
  const field = page.getByLabel(/^(?:Admin token|Zugangsschlüssel)$/);
  await field.waitFor();
  await hasFocus(field);
  await page.evaluate((text) => navigator.clipboard.writeText(text), token);
  await page.keyboard.press('Control+V');
  await page.keyboard.press('Enter');
  await title(
    page,
    /^(?:Activations|Activate|Aktivierungen|Telefonisch|Serial numbers|Seriennummern|Computer|Create)/,
  ).waitFor();
}

export interface Activated {
  readonly machine: string;
  /** The text of the license file. */
  readonly file: string;
}

/** Requests a license for a new machine from the API. */
export async function activate(
  service: Service,
  order: { readonly licenseType: string; readonly serialNumber?: string; readonly holder: string },
): Promise<Activated> {
  const machine = machineWith(order.holder);
  const body = JSON.stringify({ ...order, request: await requestOf(machine) });
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${service.address}/api/v1/activations`, { method: 'POST', headers, body });
  if (response.status !== 201) throw new Error(`no license: ${response.status} ${await response.text()}`);
  return { machine: machineId(machine.signer.publicKey), file: await response.text() };
}

/** Waits until an element has the focus. */
export async function hasFocus(element: Locator): Promise<void> {
  await element.and(element.page().locator(':focus')).waitFor();
}

/** Moves the focus to an element with the keyboard. */
export async function tabTo(element: Locator): Promise<void> {
  const page = element.page();
  await element.waitFor();
  for (let steps = 0; steps < 60; steps += 1) {
    await page.keyboard.press('Tab');
    if ((await element.and(page.locator(':focus')).count()) > 0) return;
  }
  throw new Error('the Tab key does not reach the element');
}

/** Moves the focus to an element with the keyboard and presses Enter. */
export async function pressOn(element: Locator): Promise<void> {
  await tabTo(element);
  await element.page().keyboard.press('Enter');
}

/** Like {@link pressOn}, for an element before the focus. */
export async function pressBackOn(element: Locator): Promise<void> {
  const page = element.page();
  await element.waitFor();
  for (let steps = 0; steps < 60; steps += 1) {
    if ((await element.and(page.locator(':focus')).count()) > 0) return page.keyboard.press('Enter');
    await page.keyboard.press('Shift+Tab');
  }
  throw new Error('the Tab key does not reach the element');
}
