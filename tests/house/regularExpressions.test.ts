import { describe, expect, it } from 'vitest';
import { regularExpressionsIn, regularExpressionsOf } from './backtracking/sources.ts';
import { superlinearPump } from './backtracking/superlinear.ts';

/** Their texts come from people, files, networks and other programs. */
const folders = ['src', 'server', 'cli', 'library', 'hardware', 'files', 'installed'];

it('matches every regular expression in linear time', () => {
  const found = regularExpressionsIn(folders);
  expect(found.length).toBeGreaterThan(150);
  expect(found.filter(({ source }) => source === null)).toEqual([]);
  const slow = found.flatMap(({ place, source, flags }) => {
    const pump = superlinearPump(source ?? '', flags);
    return pump ? [`${place} ${pump.growth} with ${JSON.stringify(pump.text)}: /${source}/${flags}`] : [];
  });
  expect(slow).toEqual([]);
});

describe('the check', () => {
  it.each([
    /^(a+)+$/,
    /^(?:a?b?)*$/,
    /^(?:a|a)*$/,
    /^(?:a*)*b/,
    /^(?:a|b|ab)*c/,
    /^(?:[\s\S]*?;\s*)*x/,
    /^(\w+\s?)*$/,
    /^(?:<!--[\s\S]*?-->\s*)*<svg/,
    /^(?:a?){9}(?:b?a+)+$/,
  ])('finds exponential time: %s', (expression) => {
    expect(growthOf(expression)).toBe('exponential');
  });

  it.each([
    /\s+$/,
    /\s*x/,
    /.*x/s,
    /a.*b.*c/,
    /a(?:[ab]*c)?/g,
    /%.*$/,
    /^a*a*b/,
    /^\s*["']?\s*x/,
    /^\d+\d+x/,
    /^[^>]*"[^>]*"x/,
    /<a[^>]*>/,
    /(?:^|\n)\s*x/,
    /a(?=.*b)c/,
    /(?!.*b)c/,
    /^[a-z]{0,300}[a-z]{0,300}[a-z]{0,300}$/,
    /(a)\1*b/,
    /\p{L}+\d/u,
    /[K]+k*1/i,
  ])('finds polynomial time: %s', (expression) => {
    expect(growthOf(expression)).toBe('polynomial');
  });

  it.each([
    /^\s+/,
    /a+/,
    /\s+/g,
    /x.*/,
    /^.*x/,
    /^(?:a|b)*$/,
    /^(?:ab*)*$/,
    /^(?:<!--(?:-?[^-])*-->\s*)*<svg/,
    /(?<!\s)\s+$/,
    /<a[^<>]*>/,
    /\bx*\b!/i,
    /((?:=[0-9A-F]{2})+)|=[ \t]/gi,
    /^(?:a?)*$/,
    /"[^"]*"/,
    /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/,
    /^a.*$/m,
    /^(..?)\1*$/,
    /\s+x/y,
    /^\s*(?:["']\s*)?x/,
    /[A-Z]{2,4}-\d+!/,
  ])('accepts linear time: %s', (expression) => {
    expect(growthOf(expression)).toBe(null);
  });

  it('finds the sources of regular expressions, however they are written', () => {
    const text = [
      "const one = /a'b/i; // /no/",
      `const two = new RegExp(\`<\${one}>\\\\s*\`, 'g');`,
      "const three = 'text'.match('a+');",
      'const four = RegExp(one.source);',
      'const five = <p title="/no/">{a / b / c}{/yes/.test(\'/no/\')}</p>;',
      "const six = new RegExp(one, 'g');",
    ];
    expect(regularExpressionsOf('a.tsx', text.join('\n'))).toEqual([
      { place: 'a.tsx:1', source: "a'b", flags: 'i' },
      { place: 'a.tsx:2', source: '<x>\\s*', flags: 'g' },
      { place: 'a.tsx:3', source: 'a+', flags: '' },
      { place: 'a.tsx:4', source: null, flags: '' },
      { place: 'a.tsx:5', source: 'yes', flags: '' },
      { place: 'a.tsx:6', source: "a'b", flags: 'g' },
    ]);
  });
});

function growthOf({ source, flags }: RegExp): string | null {
  return superlinearPump(source, flags)?.growth ?? null;
}
