import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readableAccent } from '../../src/vendor/accent.ts';

/** Independent of the code under test: WCAG 2.2's formula, written out. */
function ratio(a: string, b: string): number {
  const luminance = (color: string) => {
    const [r, g, b] = [1, 3, 5]
      .map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255)
      .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)) as [number, number, number];
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [x, y] = [luminance(a), luminance(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

const color = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);

it('makes any vendor color readable: as text on all grounds and on its own tint, and under the text of a button', () => {
  fc.assert(
    fc.property(color, (accent) => {
      const { light, dark } = readableAccent(accent);
      for (const ground of ['#f3f4f6', '#ffffff', light.soft])
        expect(ratio(light.color, ground), ground).toBeGreaterThanOrEqual(4.5);
      for (const ground of ['#0e1218', '#171d26', '#0b1017', dark.soft])
        expect(ratio(dark.color, ground), ground).toBeGreaterThanOrEqual(4.5);
      // Text of the page on the tint.
      expect(ratio('#12161c', light.soft)).toBeGreaterThanOrEqual(7);
      expect(ratio('#eef1f5', dark.soft)).toBeGreaterThanOrEqual(7);
    }),
  );
});

it('does not change a color that is readable', () => {
  expect(readableAccent('#1f5fbf').light.color).toBe('#1f5fbf');
});

it('keeps the design system’s own colors readable', () => {
  const tokens = readFileSync('src/ui/tokens.css', 'utf8');
  const pair = (name: string) => {
    const [, light = '', dark = ''] = new RegExp(`--${name}: light-dark\\((#\\w{6}), (#\\w{6})\\)`).exec(tokens) ?? [];
    return [light, dark] as const;
  };
  const grounds = ['paper', 'surface', 'sunken'].map(pair);
  for (const at of [0, 1] as const) {
    for (const ground of grounds) {
      expect(ratio(pair('ink')[at], ground[at])).toBeGreaterThanOrEqual(7);
      expect(ratio(pair('ink-soft')[at], ground[at])).toBeGreaterThanOrEqual(4.5);
    }
    expect(ratio(pair('field-line')[at], pair('paper')[at])).toBeGreaterThanOrEqual(3);
    for (const state of ['good', 'warning', 'danger']) {
      for (const ground of [pair('paper'), pair('surface'), pair(`${state}-soft`)])
        expect(ratio(pair(state)[at], ground[at]), state).toBeGreaterThanOrEqual(4.5);
    }
    expect(ratio(pair('on-danger')[at], pair('danger')[at])).toBeGreaterThanOrEqual(4.5);
  }
});
