import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';

const output = fileURLToPath(new URL('../output/', import.meta.url));
const sizes = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 800 } };
const schemes = ['light', 'dark'] as const;

/**
 * Keeps pictures of a screen for people to look at: phone and desktop, light and dark, in `tests/journeys/output/`.
 *
 * @param name such as `machine-request`
 */
export async function portray(page: Page, name: string): Promise<void> {
  mkdirSync(output, { recursive: true });
  const before = page.viewportSize();
  for (const [device, size] of Object.entries(sizes)) {
    await page.setViewportSize(size);
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: `${output}${name}-${device}-${colorScheme}.png`, animations: 'disabled' });
    }
  }
  await page.emulateMedia({ colorScheme: null });
  if (before) await page.setViewportSize(before);
}
