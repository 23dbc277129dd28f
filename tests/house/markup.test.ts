import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

/** What turns text into elements, or runs it. */
const interpreting =
  /innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML|HTMLUnsafe|srcdoc|document\.write|createContextualFragment|DOMParser|\beval\(|new Function\(/;

it('never interprets text as markup or code in the pages', () => {
  const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', 'src']);
  const sources = files
    .toString()
    .split('\n')
    .filter((file) => /\.tsx?$/.test(file));
  expect(sources.length).toBeGreaterThan(100);
  expect(sources.filter((file) => interpreting.test(readFileSync(file, 'utf8')))).toEqual([]);
});
