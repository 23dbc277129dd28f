import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Waits for running animations: a screen that fades in has too little contrast until then. */
const settled = `Promise.all(document.getAnimations()
  .filter((animation) => animation.effect.getTiming().iterations !== Infinity)
  .map((animation) => animation.finished.catch(() => {})))`;

/**
 * Scrolls down while something runs: there, the button that stays visible on a phone covers none of the choices. Wherever
 * else the page is scrolled, it covers one of them, until the user scrolls on.
 */
const atTheEnd = (run: string) => `(async () => {
  const { scrollX, scrollY } = window;
  window.scrollTo(0, document.documentElement.scrollHeight);
  try {
    return await ${run};
  } finally {
    window.scrollTo(scrollX, scrollY);
  }
})()`;

/** A page of Playwright or Puppeteer. */
interface Evaluating {
  evaluate(expression: string): Promise<unknown>;
}

/**
 * Fails with a list of violations if axe finds that the screen breaks WCAG 2.2 AA. The program is evaluated, not injected,
 * because the page's content security policy forbids other scripts.
 *
 * @param checks `colors` checks contrast only, where everything else was checked with other colors
 */
export async function expectAccessible(page: Evaluating, checks: 'all' | 'colors' = 'all'): Promise<void> {
  await page.evaluate(settled);
  if (!(await page.evaluate(`'axe' in window`))) await page.evaluate(`${axe};undefined`);
  const runOnly = checks === 'all' ? { type: 'tag', values: tags } : { type: 'rule', values: ['color-contrast'] };
  const options = JSON.stringify({ runOnly, resultTypes: ['violations'] });
  const { violations } = (await page.evaluate(atTheEnd(`axe.run(document, ${options})`))) as AxeResults;
  if (violations.length === 0) return;
  const list = violations.flatMap(({ id, help, nodes }) => [
    `${id}: ${help}`,
    ...nodes.map(
      ({ target, failureSummary }) => `  ${target.join(' ')}\n    ${failureSummary?.replaceAll('\n', '\n    ')}`,
    ),
  ]);
  throw new Error(`Not accessible:\n${list.join('\n')}`);
}
