import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openLicense, readLicense, writeLicense } from '../../src/documents/license.ts';
import { type LicenseRequest, type RequestFields, readRequest, writeRequest } from '../../src/documents/request.ts';
import { decideIssue } from '../../src/issue/decideIssue.ts';
import type { IssueContext, IssueOrder, KnownSerial } from '../../src/issue/issueOrder.ts';
import type { TakenSeat } from '../../src/issue/matchSeat.ts';
import { verifyKeyset } from '../../src/verify/keyset.ts';
import { verifyLicense } from '../../src/verify/license.ts';
import { bindingsOf, golden, licenseFields, product, requestFields } from '../vectorMaker/golden.ts';
import { idOf, installation, otherInstallation, root, signing } from '../vectorMaker/keys.ts';

const context: IssueContext = {
  product: {
    id: product,
    requiredBindings: 3,
    licenseTypes: [
      {
        id: 'personal',
        serialNumber: 'none',
        features: ['view'],
        entitlements: [],
        validForDays: 365,
        renewAfterDays: 330,
      },
      { id: 'pro', serialNumber: 'required', features: ['view', 'render'], entitlements: [], renewAfterDays: 365 },
    ],
  },
  licenseId: idOf('issued'),
  keyId: licenseFields.keyId,
  now: new Date('2026-11-23T10:00:00Z'),
};

const serial: KnownSerial = {
  product,
  licenseType: 'pro',
  formerTypes: [],
  seats: 2,
  blocked: false,
  masked: '*****-*****-*****-AB12C',
  holder: '',
  features: [],
  soldAt: '2026-01-01T00:00:00Z',
};

const own: TakenSeat = {
  seatId: 'own seat',
  isOwn: true,
  hardware: bindingsOf('first'),
  earlierHardware: [],
  initialActivationDate: '2025-01-02T03:04:05Z',
};
const seat: TakenSeat = { ...own, seatId: 'a seat', isOwn: false };

const request = readRequest(golden.request);
const order: IssueOrder = {
  request,
  licenseType: 'pro',
  serial,
  holder: 'Mbali',
  seatsTaken: 0,
  seats: [],
  trialSince: null,
  confirmChange: false,
};

async function requestWith(change: Partial<RequestFields>, signer = installation): Promise<LicenseRequest> {
  return readRequest(await writeRequest({ ...requestFields, installationKey: signer.publicKey, ...change }, signer));
}

function outcomeOf(change: Partial<IssueOrder>, now = context.now): string {
  const decision = decideIssue({ ...order, ...change }, { ...context, now });
  return decision.outcome === 'issued' ? 'issued' : decision.code;
}

function issue(change: Partial<IssueOrder>, now = context.now) {
  const decision = decideIssue({ ...order, ...change }, { ...context, now });
  if (decision.outcome !== 'issued') throw new Error(decision.code);
  return decision;
}

describe('a decision to issue', () => {
  it('answers the request with a complete license', () => {
    expect(issue({})).toEqual({
      outcome: 'issued',
      replaces: null,
      serialEnd: null,
      moves: false,
      duplicate: null,
      fields: {
        licenseId: idOf('issued'),
        requestId: request.requestId,
        keyId: licenseFields.keyId,
        product,
        licenseType: 'pro',
        holder: 'Mbali',
        features: ['view', 'render'],
        entitlements: [],
        bindings: request.bindings,
        requiredBindings: 3,
        installationKey: request.installationKey,
        serialMasked: '*****-*****-*****-AB12C',
        startDate: '2026-11-22T00:00:00Z',
        updateDate: '2027-11-23T00:00:00Z',
        initialActivationDate: '2026-11-23T10:00:00Z',
        issuedAt: '2026-11-23T10:00:00Z',
        licenseVersion: '5.x',
        clientProvidedVersion: '5.2',
      },
    });
  });

  it('issues a license that the machine accepts', async () => {
    const file = await writeLicense(issue({}).fields, signing);
    const keyset = verifyKeyset(golden.keyset, { rootKeys: [root.publicKey], product });
    const { installationKey, bindings, requestId } = request;
    verifyLicense(file, { keyset, product, installationKey, bindings, requestIds: [requestId], now: context.now });
  });

  it('needs no serial number for a type without them, and ignores one', () => {
    for (const given of ['none', 'unknown', { ...serial, blocked: true }] as const) {
      const { fields } = issue({ licenseType: 'personal', serial: given, seatsTaken: 999 });
      expect(fields.serialMasked).toBeUndefined();
    }
  });

  it.each<[string, Partial<IssueOrder>]>([
    ['license-type-unknown', { licenseType: 'enterprise' }],
    ['license-type-unknown', { licenseType: '__proto__' }],
    ['serial-required', { serial: 'none' }],
    ['serial-refused', { serial: 'unknown' }],
    ['serial-refused', { serial: { ...serial, blocked: true } }],
    ['serial-refused', { serial: { ...serial, product: 'planisphere' } }],
    ['license-type-not-covered', { serial: { ...serial, licenseType: 'plus' } }],
    ['serial-expired', { serial: { ...serial, expiresAt: '2026-11-23T10:00:00Z' } }],
    ['issued', { serial: { ...serial, expiresAt: '2026-11-23T10:00:01Z' } }],
    ['issued', { seatsTaken: 1 }],
    ['seats-exhausted', { seatsTaken: 2 }],
    ['seats-exhausted', { seatsTaken: 3 }],
    ['seats-exhausted', { serial: { ...serial, seats: 0 } }],
  ])('is refused with %s: %#', (code, change) => {
    expect(outcomeOf(change)).toBe(code);
  });

  it('refuses a request for another product', async () => {
    expect(outcomeOf({ request: await requestWith({ product: 'planisphere' }) })).toBe('product-other');
  });

  it('gives the same refusal for unknown, blocked and foreign serial numbers', () => {
    const answers = (['unknown', { ...serial, blocked: true }, { ...serial, product: 'x' }] as const).map((given) =>
      decideIssue({ ...order, serial: given }, context),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });
});

describe('the same machine', () => {
  const full = { seatsTaken: 2 };
  const withEqual = (count: number) =>
    requestWith(
      { bindings: [...bindingsOf('first').slice(0, count), ...bindingsOf('second').slice(count)] },
      otherInstallation,
    );

  it('takes no second seat, and is not asked to confirm, within the tolerance', async () => {
    for (const seats of [[own], [seat]]) {
      const decision = issue({ ...full, request: await withEqual(3), seats });
      expect(decision).toMatchObject({ replaces: seats[0], moves: false });
      expect(decision.fields.initialActivationDate).toBe('2025-01-02T03:04:05Z');
    }
  });

  it('is not recognized without bindings', async () => {
    const bare = await requestWith({ bindings: [], bindingStrength: 'weak' }, otherInstallation);
    expect(outcomeOf({ ...full, request: bare, seats: [{ ...seat, hardware: [] }] })).toBe('seats-exhausted');
  });

  it('gets a license bound to the installation key when it shows no hardware', async () => {
    const { fields } = issue({ request: await requestWith({ bindings: [], bindingStrength: 'weak' }) });
    expect(fields.bindings).toEqual([]);
    expect(fields.installationKey).toEqual(installation.publicKey);
  });
});

describe('a machine that has changed', () => {
  const changed = ['board', 'disk', 'network'];
  const rebuilt = { bindings: [...bindingsOf('first').slice(0, 2), ...bindingsOf('second').slice(2)] };
  const decide = (change: Partial<IssueOrder>) => decideIssue({ ...order, ...change }, context);

  it('gets the changed parts and the seat that would move, before it moves', async () => {
    const asks = { request: await requestWith(rebuilt), seatsTaken: 2, seats: [own] };
    expect(decide(asks)).toMatchObject({ code: 'machine-changed', details: { changed, seat: 'moves' } });
    expect(decide({ ...asks, confirmChange: true })).toMatchObject({ outcome: 'issued', replaces: own, moves: true });
  });

  it('is told that it would take another seat and how many are left, when its installation is new too', async () => {
    const asks = { request: await requestWith(rebuilt, otherInstallation), seatsTaken: 1, seats: [seat] };
    const details = { changed, seat: 'another', seatsLeft: 1 };
    expect(decide(asks)).toMatchObject({ code: 'machine-changed', details });
    expect(decide({ ...asks, confirmChange: true })).toMatchObject({ outcome: 'issued', replaces: null, moves: false });
    const none = { ...asks, seatsTaken: 2, confirmChange: true };
    expect(decide(none)).toMatchObject({ code: 'seats-exhausted', details: { seats: 2, changed } });
  });

  it('is not asked to confirm when seats are not limited', async () => {
    const asks = { licenseType: 'personal', request: await requestWith(rebuilt), seats: [own] };
    expect(issue(asks)).toMatchObject({ replaces: own, moves: true });
  });

  it('reveals nothing about a refused serial number', async () => {
    const asks = { request: await requestWith(rebuilt), seats: [own], confirmChange: true };
    expect(outcomeOf({ ...asks, serial: { ...serial, blocked: true } })).toBe('serial-refused');
  });

  it('marks its seat as duplicate when the earlier hardware requests again', async () => {
    const moved = { ...own, hardware: bindingsOf('second'), earlierHardware: [bindingsOf('first')] };
    for (const confirmChange of [false, true]) {
      expect(decide({ seats: [moved], confirmChange })).toMatchObject({ duplicate: moved });
    }
    const repeated = await requestWith({}, otherInstallation);
    const duplicate = { ...moved, isOwn: false };
    expect(decide({ request: repeated, seats: [duplicate], seatsTaken: 1 })).toMatchObject({
      code: 'machine-changed',
      duplicate,
    });
  });
});

describe('the dates of a license', () => {
  it('end with the type or with the serial number, whichever is earlier', () => {
    expect(issue({ licenseType: 'personal' }).fields).toMatchObject({
      stopDate: '2027-11-24T00:00:00Z',
      updateDate: '2027-10-19T00:00:00Z',
    });
    const expiring = { ...serial, expiresAt: '2026-12-24T12:00:00Z' };
    expect(issue({ serial: expiring }).fields).toMatchObject({
      stopDate: '2026-12-24T12:00:00Z',
      updateDate: '2026-12-24T12:00:00Z',
    });
  });

  it('include no renewal where the type has none', () => {
    const neverDue = { id: 'pro', serialNumber: 'required', features: [], entitlements: [] } as const;
    const rules = { ...context, product: { ...context.product, licenseTypes: [neverDue] } };
    const decision = decideIssue(order, rules);
    expect(decision).toMatchObject({ outcome: 'issued' });
    expect(decision).not.toHaveProperty('fields.updateDate');
  });

  it('fit a machine whose clock is up to twelve hours slow, and the license can always be written', () => {
    const moments = fc.date({
      min: new Date('2026-01-02T00:00:00Z'),
      max: new Date('2027-12-30T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(moments, fc.constantFrom('personal', 'pro'), (now, licenseType) => {
        const { startDate, stopDate, updateDate } = issue({ licenseType }, now).fields;
        expect(Date.parse(startDate)).toBeLessThanOrEqual(now.getTime() - 12 * 3600_000);
        expect(Date.parse(startDate)).toBeGreaterThan(now.getTime() - 37 * 3600_000);
        expect(Date.parse(updateDate ?? '')).toBeGreaterThan(now.getTime());
        if (stopDate) expect(Date.parse(stopDate)).toBeGreaterThanOrEqual(now.getTime() + 365 * 24 * 3600_000);
      }),
    );
  });

  it.each([
    ['5.2', '5.x'],
    ['12.0.1-beta', '12.x'],
    ['2026', '2026'],
    ['Nova', 'Nova'],
    ['v5.2', 'v5.2'],
  ])('version %s is covered as %s', async (productVersion, licenseVersion) => {
    const { fields } = issue({ request: await requestWith({ productVersion }) });
    expect(fields.licenseVersion).toBe(licenseVersion);
    expect(readLicense(openLicense(await writeLicense(fields, signing)), signing.publicKey).licenseVersion).toBe(
      licenseVersion,
    );
  });
});
