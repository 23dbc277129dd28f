import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { expectAccessible } from './accessible.ts';

const output = fileURLToPath(new URL('../output/', import.meta.url));
const sizes = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 800 } };
const schemes = ['light', 'dark'] as const;

/**
 * Keeps pictures of a screen for people to look at: phone and desktop, light and dark, in `tests/journeys/output/`.
 *
 * @param name such as `machine-request`
 * @param look what else is done with each of them
 */
export async function portray(page: Page, name: string, look = async () => {}): Promise<void> {
  mkdirSync(output, { recursive: true });
  const before = page.viewportSize();
  for (const [device, size] of Object.entries(sizes)) {
    await page.setViewportSize(size);
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme });
      await look();
      await page.screenshot({ path: `${output}${name}-${device}-${colorScheme}.png`, animations: 'disabled' });
    }
  }
  await page.emulateMedia({ colorScheme: null });
  if (before) await page.setViewportSize(before);
}

/** Looks at a screen for people and for axe: phone and desktop, light and dark. @param name as for `portray` */
export async function inspect(page: Page, name: string): Promise<void> {
  await portray(page, name, () => expectAccessible(page));
}
