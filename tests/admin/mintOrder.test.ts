import { describe, expect, test } from 'vitest';
import { type MintDraft, orderOf } from '../../src/admin/model/mintModel.ts';
import { Refusal } from '../../src/refusal.ts';

const draft: MintDraft = {
  product: '',
  licenseType: 'pro',
  count: '1',
  seats: '1',
  holder: '',
  expires: '',
  termDays: '',
  features: '',
  note: '',
};

test('omits fields that are left empty', () => {
  expect(orderOf(draft)).toEqual({ licenseType: 'pro', count: 1, seats: 1 });
});

test('normalizes fields that are filled in', () => {
  const filled = { count: ' 12 ', holder: ' Observatory ', features: 'moons, , export', termDays: '30', note: 'x' };
  expect(orderOf({ ...draft, ...filled, expires: '2027-01-31' })).toEqual({
    licenseType: 'pro',
    count: 12,
    seats: 1,
    holder: 'Observatory',
    features: ['moons', 'export'],
    termDays: 30,
    note: 'x',
    expiresAt: '2027-01-31',
  });
});

describe('an invalid number', () => {
  test.each([
    ['count', '0'],
    ['count', '10001'],
    ['count', '1.5'],
    ['seats', ''],
    ['seats', '-1'],
    ['seats', '1e3'],
    ['termDays', 'a year'],
    ['termDays', '36526'],
  ])('is refused with its field: %s %j', (field, typed) => {
    expect(refusedField({ ...draft, [field]: typed })).toBe(field);
  });
});

/** @returns the field for which a form is refused; null when it is not */
function refusedField(filled: MintDraft): unknown {
  try {
    orderOf(filled);
    return null;
  } catch (error) {
    if (error instanceof Refusal && error.code === 'serial-terms-invalid') return error.details.field;
    throw error;
  }
}
