import { expect, test } from 'vitest';
import { checkCode, writeCode } from '../../src/typed/code.ts';
import { propertyRuns } from '../propertyRuns.ts';
import { drawFrom, firstWrong, mistakes, mistype } from './typist.ts';

const groups = 26;
const anyCode = (draw: (limit: number) => number) =>
  writeCode(
    'confirmation',
    Array.from({ length: groups * 5 }, () => draw(32)),
  );

test.each(Object.entries(mistakes))('%s: one is always marked in the group where it begins', (_name, mistake) => {
  const draw = drawFrom(7);
  for (let run = propertyRuns(300); run > 0; run -= 1) {
    const code = anyCode(draw);
    const typed = mistake(code, draw);
    const place = firstWrong(code, typed);
    if (place < 0) continue;
    const marked = checkCode('confirmation', typed).groups.findIndex(({ status }) => status !== 'right');
    expect([marked < 0 ? typed.length : marked, typed]).toEqual([place, typed]);
  }
});

test('one to four mistakes are marked, with few exceptions that the signature finds', () => {
  const draw = drawFrom(11);
  let mistyped = 0;
  let unmarked = 0;
  for (let run = propertyRuns(3000); run > 0; run -= 1) {
    const code = anyCode(draw);
    const typed = mistype(code, draw);
    if (`${typed}` === `${code}`) continue;
    mistyped += 1;
    if (checkCode('confirmation', typed).data.length >= groups * 5 && typed.length === groups) unmarked += 1;
  }
  // Two wrong characters in one group pass once in 31 times. Measured: 1 in 1,300.
  expect(unmarked).toBeLessThan(mistyped / 500);
});
