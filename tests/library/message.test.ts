import { describe, expect, it } from 'vitest';
import { licenseResult } from '../../library/licenseResult.ts';
import { messageOf } from '../../library/message.ts';
import { licenseTexts } from '../../library/texts.ts';
import { refusalCodes, toolRefusalCodes } from '../../src/refusal.ts';
import type { VerifiedLicense } from '../../src/verify/license.ts';
import type { LicenseState } from '../../src/verify/licenseState.ts';
import { licenseFields, now } from '../documents/sample.ts';

// The type only says that `verifyLicense` made it.
const license = licenseFields as unknown as VerifiedLicense;
const stopDate = '2027-11-24T00:00:00Z';
const states: readonly LicenseState[] = [
  { state: 'active', license, renewalDue: false },
  { state: 'active', license, renewalDue: true },
  { state: 'expires-soon', license, stopDate, daysLeft: 1 },
  { state: 'grace', license, stopDate, graceUntil: '2027-12-08T00:00:00Z' },
  { state: 'clock-suspect', license, floor: '2027-11-23T00:00:00Z', now: '2026-11-23T10:00:00Z' },
  { state: 'refused', code: 'license-expired', details: { stopDate } },
];

describe('the message', () => {
  it('names the last good day where the person is', () => {
    expect(states.map((state) => messageOf(state, 'en', 'UTC'))).toEqual([
      '',
      'The license is valid. It is time to renew it.',
      'The license is valid until November 23, 2027: 1 more day. Renew it soon.',
      'The license was valid until November 23, 2027. The program still runs until December 7, 2027. Renew it now.',
      'The clock of this computer shows an earlier time than before. Correct date and time. If they are correct, the clock was ahead once: get a new license.',
      'The license was valid until November 23, 2027. Renew it.',
    ]);
    expect(messageOf(states[5] as LicenseState, 'de', 'Europe/Berlin')).toBe(
      'Die Lizenz galt bis 24. November 2027 um 01:00. Erneuern Sie sie.',
    );
  });

  it('exists for every code, in every language, and for tags that no one speaks', () => {
    for (const language of ['en', 'de', 'de-AT', 'fr', 'C.UTF-8', '', 'constructor', 'de_DE', 'x'.repeat(1000)]) {
      for (const code of [...refusalCodes, ...toolRefusalCodes])
        expect(messageOf({ state: 'refused', code, details: {} }, language)).toMatch(/^\p{Lu}.*\.$/u);
    }
  });

  it('says the same of the same codes in every language', () => {
    const [en, de] = [licenseTexts.en, licenseTexts.de].map((texts) => Object.keys(texts?.refused ?? {}));
    expect(de).toEqual(en);
  });
});

describe('what a license grants', () => {
  it('ends with what has certainly passed where the clock is suspect', () => {
    const state: LicenseState = {
      state: 'clock-suspect',
      license,
      floor: '2027-11-24T00:00:00Z',
      now: '2026-11-23T10:00:00Z',
    };
    const result = licenseResult(state, now);
    expect([result.entitlement('orrery', 'catalog'), result.daysLeft, result.has('export')]).toEqual([null, 0, true]);
    expect(result.entitlement('orrery', 'telescope')?.type).toBe('device');
  });

  it('is nothing for a refused license', () => {
    const result = licenseResult({ state: 'refused', code: 'license-revoked', details: {} }, now);
    expect([result.features, result.daysLeft, result.has('export'), result.entitlement('orrery', 'telescope')]).toEqual(
      [...[[], null, false, null]],
    );
  });
});
