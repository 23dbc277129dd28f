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

it('makes any vendor color readable: as text on both backgrounds, and under the text of a button', () => {
  fc.assert(
    fc.property(color, (accent) => {
      const { light, dark } = readableAccent(accent);
      expect(ratio(light, '#f6f7f9')).toBeGreaterThanOrEqual(4.5);
      expect(ratio(light, '#ffffff')).toBeGreaterThanOrEqual(4.5);
      expect(ratio(dark, '#1a212b')).toBeGreaterThanOrEqual(4.5);
      expect(ratio(dark, '#0b1017')).toBeGreaterThanOrEqual(4.5);
    }),
  );
});

it('does not change a color that is readable', () => {
  expect(readableAccent('#1f5fbf').light).toBe('#1f5fbf');
});
