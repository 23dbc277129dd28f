import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { sharedGallery } from '../../gallery/builtGallery.ts';
import { sharedChromium } from '../harness/browsers/sharedChromium.ts';
import { stickingOut } from '../harness/look/overflow.ts';

const output = fileURLToPath(new URL('../output/', import.meta.url));
/** Pictures are for people; no test reads them. */
const isWithPictures = process.env.PICTURES !== undefined;

/** The sizes in between cost half of the time, and fit where their neighbors do. */
const isLong = process.env.LONG !== undefined;

const portrait = [
  [320, 640],
  ...(isLong
    ? ([
        [360, 740],
        [412, 915],
      ] as const)
    : []),
  [768, 1024],
] as const;
const landscape = [[568, 320], ...(isLong ? ([[667, 375]] as const) : [])] as const;
const wide = [
  [1280, 800],
  [1920, 1080],
  [2560, 1440],
] as const;

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly width: number;
}

const measured = {
  face: '.code-face',
  large: '.code-stage > :first-child',
  brand: '.brand',
  end: '.head-end',
  foot: '.foot > :first-child',
  masthead: '.masthead',
  heading: 'h1',
} as const;

type Boxes = Readonly<Record<keyof typeof measured, Box | null>>;

/** Runs in the page. @returns where the elements are; null where there is none */
function boxesOf(selectors: Readonly<Record<string, string>>): Record<string, Box | null> {
  const entries = Object.entries(selectors).map(([name, selector]) => {
    const box = document.querySelector(selector)?.getBoundingClientRect().toJSON() as Box | undefined;
    return [name, box ?? null] as const;
  });
  return Object.fromEntries(entries);
}

async function keepPictures(page: Page, name: string): Promise<void> {
  if (!isWithPictures) return;
  mkdirSync(output, { recursive: true });
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.screenshot({ path: `${output}${name}-${colorScheme}.png`, animations: 'disabled' });
  }
}

test('every screen fits from 320 to 2560 pixels, and its code is as large as there is room', async () => {
  const address = await sharedGallery();
  const { browser } = await sharedChromium('connected', 'none');
  const context = await browser.newContext({ reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.goto(`${address}screens.html`);
  const screens = await page.locator('li a').allTextContents();
  expect(screens.length).toBeGreaterThan(25);
  for (const at of screens) {
    await page.goto(`${address}screens.html?at=${at}`);
    await page.locator('html[data-ready]').waitFor();
    expect(await page.getByRole('heading', { level: 1 }).count(), at).toBe(at === 'opening' ? 0 : 1);
    const sides: number[] = [];
    for (const [width, height] of [...portrait, ...landscape, ...wide]) {
      await page.setViewportSize({ width, height });
      const where = `${at} at ${width} × ${height}`;
      expect(await page.evaluate(stickingOut), where).toEqual([]);
      await keepPictures(page, `${at}-${width}x${height}`);
      const boxes = (await page.evaluate(boxesOf, measured)) as Boxes;
      expectInPlace(boxes, width, height, where);
      if (boxes.face && wide.some(([other]) => other === width)) sides.push(boxes.face.width);
    }
    // Larger on each wider screen.
    expect(sides, at).toEqual([...new Set(sides)].sort((a, b) => a - b));
  }
  await context.close();
});

test('the longer words of German fit too, on the narrowest phone and on a desktop', async () => {
  const address = await sharedGallery();
  const { browser } = await sharedChromium('connected', 'none');
  const context = await browser.newContext({ reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.goto(`${address}screens.html`);
  for (const at of await page.locator('li a').allTextContents()) {
    await page.goto(`${address}screens.html?at=${at}&lang=de`);
    await page.locator('html[data-ready]').waitFor();
    for (const [width, height] of [portrait[0], wide[0]]) {
      await page.setViewportSize({ width, height });
      expect(await page.evaluate(stickingOut), `${at} at ${width} × ${height}`).toEqual([]);
    }
  }
  await context.close();
});

function expectInPlace(boxes: Boxes, width: number, height: number, where: string): void {
  const { face, large, brand, end, foot, masthead, heading } = boxes;
  const isLandscape = landscape.some(([other]) => other === width);
  if (face && isLandscape) expect([face.top >= 0, face.bottom <= height], where).toEqual([true, true]);
  if (large) {
    expect([large.top >= 0, large.bottom <= height], where).toEqual([true, true]);
    // From edge to edge: its quiet zone is part of it.
    if (width < 768 && !isLandscape) expect(large.width, where).toBe(width);
  }
  expect(brand?.left, where).toBe(foot?.left);
  // One line of 44 px on a phone.
  if (width < 768) expect((masthead?.bottom ?? 0) - (masthead?.top ?? 0), where).toBeLessThanOrEqual(46);
  if (face && width >= 1280) {
    expect(heading?.left, where).toBe(brand?.left);
    expect(Math.abs(face.right - ((end?.right ?? 0) - 8)), where).toBeLessThan(16);
  }
}
