import { readFileSync } from 'node:fs';
import type { Browser, Locator, Page } from 'playwright-core';
import { computer, marksOf, phone, type Slowness, visit } from './visit.ts';

/** A step of the journey, and the longest time that the page stood still in it, in milliseconds; 0 for less than 50. */
export interface Step {
  readonly name: string;
  readonly longestTask: number;
}

const button = (page: Page, name: string | RegExp): Locator => page.getByRole('button', { name });
const title = (page: Page, name: string): Locator => page.getByRole('heading', { level: 1, name });
const code = (page: Page): Locator => page.locator('.code-face');
const opened = (page: Page): Locator => page.getByLabel('Open a file or picture');

/**
 * Activates a machine without network with the one-file page, by pictures of codes in both directions.
 *
 * @param onePage address of the one-file page on a disk
 */
export async function activate(
  browser: Browser,
  { onePage, service }: { readonly onePage: string; readonly service: string },
  processor: Slowness['processor'],
): Promise<readonly Step[]> {
  const steps: Step[] = [];
  const note = async (name: string, page: Page) => {
    const { longTasks } = await marksOf(page);
    steps.push({ name, longestTask: Math.max(0, ...longTasks) });
  };
  const machine = await visit(browser, onePage, { processor, slow4G: false }, computer, []);
  await title(machine, 'No network connection').waitFor();
  await note('machine: open the page', machine);
  await button(machine, 'Activate manually').click();
  await button(machine, 'Show the code').click();
  await code(machine).waitFor();
  await note('machine: show the request’s code', machine);

  const carried = await visit(browser, service, { processor, slow4G: false }, phone, []);
  await opened(carried).waitFor({ state: 'attached' });
  await note('phone: open the page', carried);
  await open(carried, await code(machine).screenshot());
  await title(carried, 'Choose a license type').waitFor();
  await note('phone: read the picture', carried);
  await carried.getByRole('radio', { name: /^Personal/ }).check();
  await button(carried, 'Request license').click();
  await title(carried, 'You’re almost done').waitFor();
  await note('phone: order, show the license’s code', carried);

  await button(machine, 'I have the license').click();
  await open(machine, await code(carried).screenshot());
  await title(machine, 'Thank you!').waitFor();
  await note('machine: read the picture, activate', machine);
  await Promise.all([machine.context().close(), carried.context().close()]);
  return steps;
}

async function open(page: Page, picture: Buffer): Promise<void> {
  await opened(page).setInputFiles({ name: 'photo.png', mimeType: 'image/png', buffer: picture });
}

/** How a list behaves. */
export interface ListBehavior {
  /** Milliseconds from the reload to the list. */
  readonly reload: number;
  /** Milliseconds between pictures while it scrolls, sorted. */
  readonly frames: readonly number[];
  /** Milliseconds, the longest task of each. */
  readonly typing: number;
  readonly tickingAll: number;
}

/** Takes in license requests on a phone, and uses their list. */
export async function tryList(browser: Browser, service: string, requests: readonly string[]): Promise<ListBehavior> {
  const page = await visit(browser, service, { processor: 1, slow4G: false }, phone, []);
  page.setDefaultTimeout(300_000);
  await opened(page).setInputFiles(
    requests.map((path) => ({ name: path, mimeType: 'application/octet-stream', buffer: readFileSync(path) })),
  );
  const list = title(page, `${requests.length} computers`);
  await list.waitFor();
  const start = performance.now();
  await page.reload();
  await list.waitFor();
  const reload = performance.now() - start;
  await marksOf(page);
  const frames = await scroll(page);
  const longest = async () => Math.max(0, ...(await marksOf(page)).longTasks);
  await longest();
  await page.getByRole('searchbox').pressSequentially('pc-12', { delay: 60 });
  const typing = await longest();
  await page.getByRole('searchbox').fill('');
  await longest();
  await page.locator('.computer-list').getByRole('checkbox').first().check();
  const tickingAll = await longest();
  await page.context().close();
  return { reload, frames, typing, tickingAll };
}

/** Scrolls by 60 pixels a picture, from the top to the end and again, for five seconds. */
function scroll(page: Page): Promise<readonly number[]> {
  return page.evaluate(async () => {
    const { scrollingElement: all } = document;
    if (!all) return [];
    const intervals: number[] = [];
    const end = performance.now() + 5000;
    let before = await new Promise(requestAnimationFrame);
    for (let top = 0; before < end; top = top > all.scrollHeight ? 0 : top + 60) {
      all.scrollTop = top;
      const now = await new Promise(requestAnimationFrame);
      intervals.push(now - before);
      before = now;
    }
    return intervals.sort((one, other) => one - other);
  });
}
