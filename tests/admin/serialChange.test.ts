import { describe, expect, it } from 'vitest';
import { changeOf, draftOf } from '../../src/admin/model/serialChange.ts';
import type { Serial } from '../../src/contract/admin/serials.ts';

const serial: Serial = {
  serialId: 'id',
  masked: '*****-*****-*****-7K2QM',
  product: 'orrery',
  licenseType: 'plus',
  seats: 3,
  seatsTaken: 1,
  holder: 'Observatory',
  features: ['telescope', 'export'],
  termDays: null,
  note: '',
  createdAt: '2026-11-23T10:00:00Z',
  soldAt: '2026-11-23T10:00:00Z',
  firstActivatedAt: null,
  expiresAt: '2027-05-01T12:00:00Z',
  blockedAt: null,
};
const draft = draftOf(serial);
const change = (part: Partial<typeof draft>, of = serial) => changeOf(of, { ...draftOf(of), ...part });

describe('the form that changes a serial number', () => {
  it('shows what the serial number has', () => {
    expect(draft).toEqual({
      licenseType: 'plus',
      seats: '3',
      expires: '2027-05-01',
      termDays: '',
      features: 'telescope, export',
      holder: 'Observatory',
      note: '',
      reason: '',
    });
  });

  it('sends only what differs, and nothing when nothing does', () => {
    expect(change({})).toBeNull();
    expect(change({ reason: 'none' })).toBeNull();
    expect(change({ seats: ' 5 ', holder: 'Observatory ', reason: ' Order 17 ' })).toEqual({
      seats: 5,
      reason: 'Order 17',
    });
    expect(change({ licenseType: 'pro', features: 'a,, b' })).toEqual({ licenseType: 'pro', features: ['a', 'b'] });
  });

  it('takes away what was emptied', () => {
    const limited = { ...serial, termDays: 30, note: 'Order 9' };
    expect(change({ expires: '', termDays: '', features: '', holder: '', note: '' }, limited)).toEqual({
      expiresAt: null,
      termDays: null,
      features: [],
      holder: '',
      note: '',
    });
  });

  it('keeps the time of an end unless another day is chosen, which then is the last', () => {
    expect(change({ note: 'x' })).toEqual({ note: 'x' });
    expect(change({ expires: '2027-05-02' })).toEqual({ expiresAt: '2027-05-03T00:00:00Z' });
    expect(draftOf({ ...serial, expiresAt: '2027-05-01T00:00:00Z' }).expires).toBe('2027-04-30');
  });

  it.each([
    ['seats', { seats: 'many' }],
    ['seats', { seats: '0' }],
    ['termDays', { termDays: '1.5' }],
  ])('refuses %s: %j', (field, part) => {
    expect(() => change(part)).toThrow(
      expect.objectContaining({ code: 'serial-terms-invalid', details: { field } }) as Error,
    );
  });
});
