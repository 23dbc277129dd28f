import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { BrowserContext, Page } from 'playwright-core';
import { expectAccessible } from './accessible.ts';

const output = fileURLToPath(new URL('../../output/', import.meta.url));
const sizes = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 800 } } as const;

type Look = readonly [device: keyof typeof sizes, colorScheme: 'light' | 'dark'];
/** Colors do not depend on the size, nor the layout on the colors: these two cover both color schemes and both layouts. */
const enough: readonly Look[] = [
  ['phone', 'light'],
  ['desktop', 'dark'],
];
const all: readonly Look[] = [...enough, ['phone', 'dark'], ['desktop', 'light']];
/** Pictures are for people; no test reads them, and they take half of the time. */
const isWithPictures = process.env.PICTURES !== undefined;

/**
 * Shows a screen on a phone and on a desktop, in light and in dark, and saves pictures of it to `tests/journeys/output/`
 * if `PICTURES` is set.
 *
 * @param name such as `machine-request`
 * @param look runs for each of them
 */
export async function portray(page: Page, name: string, look?: () => Promise<void>): Promise<void> {
  if (!look && !isWithPictures) return;
  const before = page.viewportSize();
  for (const [device, colorScheme] of isWithPictures ? all : enough) {
    await page.setViewportSize(sizes[device]);
    await page.emulateMedia({ colorScheme });
    await look?.();
    if (isWithPictures) await keepPicture(page, `${name}-${device}-${colorScheme}`);
  }
  await page.emulateMedia({ colorScheme: null });
  if (before) await page.setViewportSize(before);
}

async function keepPicture(page: Page, name: string): Promise<void> {
  mkdirSync(output, { recursive: true });
  await page.screenshot({ path: `${output}${name}.png`, animations: 'disabled' });
}

/** Keeps what the pages of a failed test show, as `failed-<process>-1.png` and so on. */
export async function keepPages(context: BrowserContext): Promise<void> {
  for (const page of context.pages()) {
    failedPages += 1;
    // A page that has crashed has no picture, and its test says why it failed.
    await keepPicture(page, `failed-${process.pid}-${failedPages}`).catch(() => {});
  }
}

let failedPages = 0;

/** Saves pictures of a screen and checks it with axe: on a phone and a desktop, in light and dark. @param name as for `portray` */
export async function inspect(page: Page, name: string): Promise<void> {
  await portray(page, name, () => expectAccessible(page));
}
