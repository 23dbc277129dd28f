import { describe, expect, it } from 'vitest';
import { judgeTime, nextLastSeen, readLastSeen, writeLastSeen } from '../../src/verify/lastSeen.ts';

const issued = '2026-05-01T00:00:00Z';
const seen = { seen: '2026-11-23T10:00:00Z', signed: issued };
const back = new Date('2026-10-24T10:00:00Z');

describe('the time a product was last seen', () => {
  it('reveals a clock that was set back, from one of two places', () => {
    for (const lastSeen of [
      [seen, seen],
      [seen, null],
      [null, seen],
    ]) {
      expect(judgeTime(back, { signed: [issued], lastSeen })).toMatchObject({ status: 'set-back', floor: seen.seen });
    }
    expect(judgeTime(back, { signed: [issued], lastSeen: [null, null] }).status).toBe('plausible');
  });

  it('is replaced by a document signed later', () => {
    const fresh = '2026-10-24T09:00:00Z';
    expect(judgeTime(back, { signed: [issued, fresh], lastSeen: [seen, seen] }).status).toBe('plausible');
    expect(nextLastSeen(back, { signed: [issued, fresh], lastSeen: [seen, seen] })).toEqual({
      seen: '2026-10-24T10:00:00Z',
      signed: fresh,
    });
  });

  it('is not replaced by a document signed earlier or at the same time', () => {
    expect(judgeTime(back, { signed: ['2026-04-01T00:00:00Z'], lastSeen: [seen] }).status).toBe('set-back');
    expect(judgeTime(back, { signed: [issued, issued], lastSeen: [seen] }).status).toBe('set-back');
    const old = nextLastSeen(back, { signed: ['2026-04-01T00:00:00Z'], lastSeen: [seen] });
    expect(old).toEqual(seen);
  });

  it('includes signatures and the build time, even without a record', () => {
    const before = new Date('2026-04-01T00:00:00Z');
    expect(judgeTime(before, { signed: [issued], lastSeen: [] }).status).toBe('set-back');
    const built = '2026-06-01T00:00:00Z';
    expect(judgeTime(new Date('2026-05-15T00:00:00Z'), { built, signed: [issued], lastSeen: [] }).status).toBe(
      'set-back',
    );
  });

  it('advances, and remains when the clock goes back', () => {
    const later = new Date('2026-11-24T00:00:00Z');
    expect(nextLastSeen(later, { signed: [issued], lastSeen: [seen, null] }).seen).toBe('2026-11-24T00:00:00Z');
    expect(nextLastSeen(back, { signed: [issued], lastSeen: [seen, null] })).toEqual(seen);
    expect(nextLastSeen(later, { signed: [issued], lastSeen: [] })).toEqual({
      seen: '2026-11-24T00:00:00Z',
      signed: issued,
    });
  });

  it('is stored as a line of text, and other text is refused', () => {
    expect(readLastSeen(writeLastSeen(seen))).toEqual(seen);
    for (const text of [null, '', '\n', seen.seen, `${seen.seen} soon`, `${seen.seen} ${issued} ${issued}`, '\0\0']) {
      expect(readLastSeen(text)).toBeNull();
    }
  });
});
