import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { layouts } from '../../../src/documents/keyboard/layouts.ts';
import { typedOn } from '../../documents/keyboard/typedOn.ts';
import { sharedGallery } from '../../gallery/builtGallery.ts';
import { sharedChromium } from '../harness/browsers/sharedChromium.ts';
import { expectAccessible } from '../harness/look/accessible.ts';
import { focused, problem } from './codeSteps.ts';

const vectors = new URL('../../typed/vectors.json', import.meta.url);
const code: readonly string[] = JSON.parse(readFileSync(vectors, 'utf8')).confirmation[0].code.split(' ');
const group = (place: number) => code[place - 1] as string;

/** The gallery's empty entry of a confirmation code. */
async function openEntry(viewport = { width: 390, height: 844 }) {
  const address = await sharedGallery();
  const { browser } = await sharedChromium('connected', 'none');
  const context = await browser.newContext({ viewport, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.goto(`${address}components.html`);
  const entry = page.getByRole('group', { name: 'Confirmation code' });
  await entry.getByRole('textbox', { name: 'Group 1' }).focus();
  return { page, entry, type: (text: string) => page.keyboard.type(text), close: () => context.close() };
}

const values = (page: Page) =>
  page.evaluate<string[]>(
    `[...[...document.querySelectorAll('.code-entry')].at(-1).querySelectorAll('input')].map(({ value }) => value)`,
  );
const announced = (page: Page) =>
  page.evaluate<string>(`[...document.querySelectorAll('.code-entry > [role=status]')].at(-1).innerText`);

/** Puts a text into the box with the focus, as the browser's own command does. */
const paste = (page: Page, text: string) =>
  page.evaluate(
    `(() => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text', ${JSON.stringify(text)});
      const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
      document.activeElement.dispatchEvent(event);
    })()`,
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

test('groups follow one another by themselves, and a wrong one is marked and holds until the person goes on', async () => {
  const { page, type, close } = await openEntry();
  await type(group(1).toLowerCase());
  expect(await focused(page)).toBe('Group 2 of 26');
  await type(`${group(2).slice(0, 5)}7`);
  expect(await focused(page)).toBe('Group 2 of 26');
  expect(await problem(page)).toContain('This is not the group as it was given');
  expect(await announced(page)).toContain('This is not the group as it was given');
  await type(' ');
  expect(await focused(page)).toBe('Group 3 of 26');
  await type(code.slice(2).join(' '));
  expect(await focused(page)).toBe('Group 2 of 26');
  await type(group(2));
  expect([await values(page), await announced(page)]).toEqual([code, 'The code is complete.']);
  await close();
});

test('a character that cannot occur, and keys of another keyboard, are named', async () => {
  const { page, type, close } = await openEntry();
  await type('D2U');
  expect(await problem(page)).toContain('“U” does not occur in a code.');
  await page.keyboard.press('Control+A');
  const at = code.findIndex((one) => /[YZ]/.test(one)) + 1;
  await type(code.slice(0, at - 1).join(''));
  await type(group(at).replaceAll(/[YZ]/g, (character) => (character === 'Y' ? 'Z' : 'Y')));
  expect(await problem(page)).toContain('On this keyboard, Y and Z are swapped.');
  await page.getByRole('button', { name: `Use ${group(at)}` }).click();
  expect(await focused(page)).toBe(`Group ${at + 1} of 26`);
  await close();
});

test('a scanner that types the whole code and Enter fills it', async () => {
  for (const separator of ['', '-']) {
    const { page, type, close } = await openEntry();
    await type(code.join(separator));
    await page.keyboard.press('Enter');
    expect(await values(page)).toEqual(code);
    await close();
  }
});

test('a scanner goes on behind a group that it cannot read', async () => {
  const { page, type, close } = await openEntry();
  const damaged = code.with(4, `${group(5).slice(0, 3)}0${group(5).slice(4)}`);
  await type(damaged.join(''));
  await page.keyboard.press('Enter');
  expect([await values(page), await focused(page)]).toEqual([damaged, 'Group 5 of 26']);
  await close();
});

test('a pasted code goes to its places from any box, and can be undone', async () => {
  const { page, type, close } = await openEntry();
  await type(group(1));
  await page.keyboard.press('Control+End');
  expect(await focused(page)).toBe('Group 26 of 26');
  await paste(page, code.slice(2, 9).join('\n'));
  expect((await values(page)).slice(0, 10)).toEqual([group(1), '', ...code.slice(2, 9), '']);
  expect([await focused(page), await announced(page)]).toEqual(['Group 10 of 26', '7 groups taken in.']);
  await page.getByRole('button', { name: 'Undo' }).click();
  expect((await values(page)).filter((text) => text !== '')).toEqual([group(1)]);
  await paste(page, `Your code:${code.join(' ')}`.slice('Your code:'.length));
  expect(await values(page)).toEqual(code);
  await page.getByRole('button', { name: 'Start over' }).last().click();
  await page.getByRole('button', { name: 'Undo' }).click();
  expect(await values(page)).toEqual(code);
  await close();
});

test('keys lead from box to box as in one text', async () => {
  const { page, type, close } = await openEntry({ width: 390, height: 844 });
  const after = async (key: string) => {
    await page.keyboard.press(key);
    return focused(page);
  };
  await type(code.slice(0, 5).join(''));
  expect(await focused(page)).toBe('Group 6 of 26');
  // An empty box is left backwards, and only then something is deleted.
  expect(await after('Backspace')).toBe('Group 5 of 26');
  expect((await values(page))[4]).toBe(group(5));
  await page.keyboard.press('Backspace');
  expect((await values(page))[4]).toBe(group(5).slice(0, 5));
  await page.keyboard.press('Home');
  expect(await after('ArrowLeft')).toBe('Group 4 of 26');
  expect(await after('ArrowRight')).toBe('Group 5 of 26');
  // Two boxes a row on a phone.
  expect(await after('ArrowUp')).toBe('Group 3 of 26');
  expect(await after('ArrowDown')).toBe('Group 5 of 26');
  expect(await after('Control+Home')).toBe('Group 1 of 26');
  expect(await after('Shift+Tab')).not.toContain('Group');
  await close();
});

const [us, german, french] = layouts;

test.each([german, french])('a scanner that types for a US keyboard on one of $language fills it', async (computer) => {
  const { page, entry, close } = await openEntry();
  await entry.getByRole('textbox', { name: 'Group 1' }).focus();
  await page.keyboard.type(typedOn({ scanner: us, computer }, code.join('-')) ?? '');
  await page.keyboard.press('Enter');
  expect(await values(page)).toEqual(code);
  await close();
});
