import fc from 'fast-check';
import { expect, it } from 'vitest';
import { messages as de } from '../../src/messages/de/wizard.ts';
import { roughly } from '../../src/messages/duration.ts';
import { messages as en } from '../../src/messages/en/parts/complete.ts';

const inSeconds = (seconds: number) => {
  const { count, unit } = roughly(seconds);
  return unit === 'second' ? count : count * 60;
};

it('never shows less when more time is left, and differs by at most half and a second', () => {
  const seconds = fc.double({ min: 0, max: 900, noNaN: true });
  fc.assert(
    fc.property(seconds, seconds, (one, other) => {
      const [less, more] = [Math.min(one, other), Math.max(one, other)];
      expect(inSeconds(less)).toBeLessThanOrEqual(inSeconds(more));
      expect(Math.abs(inSeconds(one) - one)).toBeLessThanOrEqual(one * 0.5 + 1);
    }),
  );
});

it.each([
  [0, 'about 1 second left', 'noch etwa 1 Sekunde'],
  [4, 'about 4 seconds left', 'noch etwa 4 Sekunden'],
  [3.2, 'about 4 seconds left', 'noch etwa 4 Sekunden'],
  [61, 'about 1 minute left', 'noch etwa 1 Minute'],
  [290, 'about 5 minutes left', 'noch etwa 5 Minuten'],
])('shows %d seconds in each language', (seconds, english, german) => {
  expect(en.intake.left(seconds)).toBe(english);
  expect(de.intake.left(seconds).replace(/\u00a0/g, ' ')).toBe(german);
});
