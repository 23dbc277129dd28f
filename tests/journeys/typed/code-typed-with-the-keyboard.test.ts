import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { sharedGallery } from '../../gallery/builtGallery.ts';
import { sharedChromium } from '../harness/browsers/sharedChromium.ts';
import { expectAccessible } from '../harness/look/accessible.ts';

const vectors = new URL('../../typed/vectors.json', import.meta.url);
const code: readonly string[] = JSON.parse(readFileSync(vectors, 'utf8')).confirmation[0].code.split(' ');

async function openEntry(viewport = { width: 390, height: 844 }) {
  const address = await sharedGallery();
  const { browser } = await sharedChromium('connected', 'none');
  const context = await browser.newContext({ viewport, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.goto(`${address}components.html`);
  const entry = page.getByRole('group', { name: 'Confirmation code' });
  await entry.waitFor();
  return { page, entry, close: () => context.close() };
}

const focused = (page: Page) =>
  page.evaluate<string>('document.activeElement.ariaLabel ?? document.activeElement.innerText');
const values = (page: Page) =>
  page.evaluate<string[]>(
    `[...document.querySelectorAll('.code-entry')].at(-1).querySelectorAll('input').values().map(({ value }) => value).toArray()`,
  );
const problem = (page: Page) =>
  page.evaluate<string>(
    `document.getElementById(document.activeElement.getAttribute('aria-describedby') ?? '')?.innerText ?? ''`,
  );

const beyond = `[...document.querySelectorAll('.code-entry *, .code-reader *')]
  .filter((one) => !one.closest('.unseen') && one.getBoundingClientRect().right > innerWidth)
  .map((one) => one.outerHTML)`;

test('it is accessible, and fits a small phone', async () => {
  const { page, close } = await openEntry({ width: 320, height: 640 });
  await expectAccessible(page);
  expect(await page.evaluate(beyond)).toEqual([]);
  await close();
});

test('groups follow one another by themselves, and a wrong one is marked and holds', async () => {
  const { page, entry, close } = await openEntry();
  await entry.getByRole('textbox', { name: 'Group 1' }).focus();
  await page.keyboard.type((code[0] as string).toLowerCase());
  expect(await focused(page)).toBe('Group 2 of 26');
  await page.keyboard.type(`${(code[1] as string).slice(0, 5)}7`);
  expect(await focused(page)).toBe('Group 2 of 26');
  expect(await problem(page)).toContain('This is not the group as it was given');
  await close();
});

test('a scanner that types the whole code and Enter fills it', async () => {
  for (const separator of ['', '-', ' ']) {
    const { page, entry, close } = await openEntry();
    await entry.getByRole('textbox', { name: 'Group 1' }).focus();
    await page.keyboard.type(code.join(separator));
    await page.keyboard.press('Enter');
    expect(await values(page)).toEqual(code);
    await close();
  }
});
