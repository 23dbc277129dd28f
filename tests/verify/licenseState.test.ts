import { beforeAll, describe, expect, it } from 'vitest';
import type { Keyset } from '../../src/documents/keyset.ts';
import { writeKeyset } from '../../src/documents/keyset.ts';
import { type LicenseFields, writeLicense } from '../../src/documents/license.ts';
import { verifyKeyset } from '../../src/verify/keyset.ts';
import { judgeLicenses, type StateContext } from '../../src/verify/licenseState.ts';
import {
  bindingsOf,
  installationSigner,
  keysetFields,
  licenseFields,
  now,
  product,
  rootSigner,
  signingSigner,
} from '../documents/sample.ts';

const day = 24 * 60 * 60 * 1000;
const stop = '2027-11-24T00:00:00Z';
const beforeStop = (days: number) => new Date(Date.parse(stop) - days * day);

let keyset: Keyset;
beforeAll(async () => {
  keyset = verifyKeyset(await writeKeyset(keysetFields, rootSigner), { rootKeys: [rootSigner.publicKey], product });
});

const { stopDate: _, ...perpetual } = licenseFields;
const dated: LicenseFields = { ...licenseFields, stopDate: stop, updateDate: stop };

async function stateOf(fields: LicenseFields, change: Partial<StateContext> = {}) {
  const file = await writeLicense(fields, signingSigner);
  const { state } = judgeLicenses([{ type: 'license', candidates: [file], damages: [] }], {
    keyset,
    product,
    installationKey: installationSigner.publicKey,
    bindings: bindingsOf(),
    now,
    lastSeen: [],
    ...change,
  });
  return state;
}

describe('a license', () => {
  it('is active, without an end or long before it', async () => {
    expect(await stateOf(perpetual)).toMatchObject({ state: 'active', renewalDue: false });
    expect(await stateOf(dated)).toMatchObject({ state: 'active', license: { holder: licenseFields.holder } });
  });

  it('remains active when a renewal is due and nothing ends', async () => {
    const later = new Date('2029-01-01T00:00:00Z');
    expect(await stateOf(perpetual, { now: later })).toMatchObject({ state: 'active', renewalDue: true });
  });

  it('never has a renewal due where it names none', async () => {
    const { updateDate: _, ...never } = perpetual;
    const later = new Date('2099-01-01T00:00:00Z');
    expect(await stateOf(never, { now: later })).toMatchObject({ state: 'active', renewalDue: false });
  });

  it('expires soon within thirty days or the product’s setting, or when its renewal is due', async () => {
    expect(await stateOf(dated, { now: beforeStop(31) })).toMatchObject({ state: 'active' });
    expect(await stateOf(dated, { now: beforeStop(29.5) })).toMatchObject({ state: 'expires-soon', daysLeft: 30 });
    expect(await stateOf(dated, { now: beforeStop(31), warnDays: 40 })).toMatchObject({ state: 'expires-soon' });
    const renewed = { ...dated, updateDate: '2027-06-01T00:00:00Z' };
    expect(await stateOf(renewed, { now: beforeStop(90) })).toMatchObject({ state: 'expires-soon', daysLeft: 90 });
  });

  it('is refused at its end, unless the product grants grace', async () => {
    expect(await stateOf(dated, { now: beforeStop(0) })).toMatchObject({ state: 'refused', code: 'license-expired' });
    expect(await stateOf(dated, { now: beforeStop(0), graceDays: 7 })).toMatchObject({
      state: 'grace',
      stopDate: stop,
      graceUntil: '2027-12-01T00:00:00Z',
    });
    expect(await stateOf(dated, { now: beforeStop(-7), graceDays: 7 })).toMatchObject({ code: 'license-expired' });
  });

  it('is refused once it was returned', async () => {
    expect(await stateOf(dated, { returned: [dated.licenseId] })).toMatchObject({ code: 'license-returned' });
    expect(await stateOf(dated, { returned: ['AAECAwQFBgcICQoLDA0ODw'] })).toMatchObject({ state: 'active' });
  });

  it('keeps every other refusal, with its details', async () => {
    expect(await stateOf(dated, { product: 'sextant' })).toEqual({
      state: 'refused',
      code: 'product-other',
      details: { expected: 'sextant', found: product },
    });
    expect(await stateOf(dated, { bindings: bindingsOf('other') })).toMatchObject({
      code: 'machine-other',
      details: { changed: ['os', 'system', 'board', 'disk', 'network'] },
    });
  });
});

describe('a clock set back by thirty days', () => {
  const seen = { seen: '2027-01-10T00:00:00Z', signed: licenseFields.issuedAt };
  const back = new Date('2026-12-11T00:00:00Z');

  it('is suspect by either record, and the license is kept', async () => {
    for (const lastSeen of [
      [seen, seen],
      [seen, null],
      [null, seen],
    ]) {
      expect(await stateOf(dated, { now: back, lastSeen })).toMatchObject({
        state: 'clock-suspect',
        floor: seen.seen,
        now: '2026-12-11T00:00:00Z',
        license: { licenseId: dated.licenseId },
      });
    }
  });

  it('is accepted after a license signed since', async () => {
    const fresh = { ...dated, issuedAt: '2026-12-11T00:00:00Z' };
    expect(await stateOf(fresh, { now: back, lastSeen: [seen, seen] })).toMatchObject({ state: 'active' });
  });

  it('does not restore a refused license', async () => {
    const after = { seen: '2027-12-20T00:00:00Z', signed: licenseFields.issuedAt };
    const lastSeen = [null, after];
    expect(await stateOf(dated, { now: beforeStop(10), lastSeen })).toMatchObject({ code: 'license-expired' });
    expect(await stateOf(dated, { now: beforeStop(10), lastSeen, graceDays: 60 })).toMatchObject({
      state: 'clock-suspect',
    });
  });

  it('does not hide that a license belongs to another machine', async () => {
    const change = { now: back, lastSeen: [seen], bindings: bindingsOf('other') };
    expect(await stateOf(dated, change)).toMatchObject({ state: 'refused', code: 'machine-other' });
  });

  it('is compared with the product’s build time as well', async () => {
    const built = '2027-02-01T00:00:00Z';
    expect(await stateOf(dated, { now: back, built })).toMatchObject({ state: 'clock-suspect', floor: built });
  });
});

describe('of several licenses', () => {
  const documentOf = async (fields: LicenseFields) =>
    ({ type: 'license', candidates: [await writeLicense(fields, signingSigner)], damages: [] }) as const;

  async function chosen(
    documents: readonly Awaited<ReturnType<typeof documentOf>>[],
    change: Partial<StateContext> = {},
  ) {
    const [first, ...others] = documents;
    if (!first) throw new Error('at least one');
    const context = { keyset, product, installationKey: installationSigner.publicKey, bindings: bindingsOf() };
    return judgeLicenses([first, ...others], { ...context, now, lastSeen: [], ...change }).state;
  }

  const renewal: LicenseFields = {
    ...dated,
    licenseId: 'AAECAwQFBgcICQoLDA0ODw',
    issuedAt: '2026-11-23T09:59:40Z',
    stopDate: '2028-11-24T00:00:00Z',
  };
  const stranger: LicenseFields = { ...renewal, licenseId: 'AQECAwQFBgcICQoLDA0ODw', bindings: bindingsOf('other') };

  it('the one issued last counts, in any order', async () => {
    const documents = [await documentOf(dated), await documentOf(renewal), await documentOf(stranger)];
    for (const order of [documents, documents.toReversed()]) {
      expect(await chosen(order)).toMatchObject({ state: 'active', license: { licenseId: renewal.licenseId } });
    }
  });

  it('one in grace counts only without one that has not ended', async () => {
    const documents = [await documentOf({ ...renewal, stopDate: stop }), await documentOf(perpetual)];
    const change = { now: beforeStop(-1), graceDays: 7 };
    expect(await chosen(documents, change)).toMatchObject({ state: 'active', license: { licenseId: dated.licenseId } });
    expect(await chosen(documents.slice(0, 1), change)).toMatchObject({ state: 'grace' });
  });

  it('the refusal of this machine’s own is named, not that of another machine’s', async () => {
    const documents = [await documentOf(stranger), await documentOf(dated), await documentOf(stranger)];
    expect(await chosen(documents, { now: beforeStop(-1) })).toMatchObject({ code: 'license-expired' });
    expect(await chosen(documents, { bindings: bindingsOf('third') })).toMatchObject({ code: 'machine-other' });
  });
});
