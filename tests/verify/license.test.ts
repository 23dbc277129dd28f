import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Binding, bindingComponents } from '../../src/documents/bindings.ts';
import type { Keyset } from '../../src/documents/keyset.ts';
import { type LicenseFields, openLicense, readLicense, writeLicense } from '../../src/documents/license.ts';
import { machineId } from '../../src/documents/machineId.ts';
import { Refusal } from '../../src/refusal.ts';
import { verifyKeyset } from '../../src/verify/keyset.ts';
import {
  authenticateLicense,
  type MachineContext,
  type VerifiedLicense,
  verifyLicense,
} from '../../src/verify/license.ts';
import { propertyRuns } from '../propertyRuns.ts';
import { refusalOf } from '../refusalOf.ts';
import { bindingsOf, golden, licenseFields, product } from '../vectorMaker/golden.ts';
import { otherInstallation, root, signing } from '../vectorMaker/keys.ts';

let keyset: Keyset;
let context: MachineContext;

beforeAll(() => {
  keyset = verifyKeyset(golden.keyset, { rootKeys: [root.publicKey], product });
  context = {
    keyset,
    product,
    installationKey: licenseFields.installationKey,
    bindings: licenseFields.bindings,
    requestIds: [licenseFields.requestId],
    now: new Date('2026-11-23T10:00:00Z'),
  };
});

const write = (change: Partial<LicenseFields>) => writeLicense({ ...licenseFields, ...change }, signing);

function detailsOf(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return error.details;
    throw error;
  }
  return null;
}

describe('a license', () => {
  it('is accepted on its machine, within its dates', () => {
    expect(verifyLicense(golden.license, context)).toEqual(licenseFields);
  });

  it('is authentic for a phone, which has no binding', () => {
    expect(authenticateLicense(golden.license, { keyset, product })).toEqual(licenseFields);
    expect(refusalOf(() => authenticateLicense(golden.license, { keyset, product: 'x' }))).toBe('product-other');
  });

  it('is accepted for any request when no requests are given', () => {
    const { requestIds: _, ...rest } = context;
    expect(verifyLicense(golden.license, rest).requestId).toBe(licenseFields.requestId);
  });

  it('is not verified by its signature only: the types differ', () => {
    const signed = readLicense(openLicense(golden.license), signing.publicKey);
    // @ts-expect-error a signature alone does not make a verified license
    const one: VerifiedLicense = signed;
    // @ts-expect-error fields of the same form are not a verified license
    const two: VerifiedLicense = licenseFields;
    // @ts-expect-error a keyset that verifyKeyset has not checked is not accepted
    const three: Keyset = { ...keyset, version: 9 } as Omit<Keyset, symbol>;
    expect([one, two, three].length).toBe(3);
  });

  it('names the changed components and the required number', () => {
    const bindings = [...licenseFields.bindings.slice(0, 2), ...bindingsOf('second').slice(2, 4)];
    expect(detailsOf(() => verifyLicense(golden.license, { ...context, bindings }))).toEqual({
      changed: ['board', 'disk', 'network'],
      equal: 2,
      required: 3,
    });
  });

  it('needs no more bindings than were bound', async () => {
    const bound = licenseFields.bindings.slice(0, 2);
    const file = await write({ bindings: bound });
    expect(detailsOf(() => verifyLicense(file, { ...context, bindings: bound.slice(1) }))).toEqual({
      changed: ['os'],
      equal: 1,
      required: 2,
    });
  });

  it('reports both instants when the clock is wrong', () => {
    const now = new Date('2026-11-21T12:00:00Z');
    expect(detailsOf(() => verifyLicense(golden.license, { ...context, now }))).toEqual({
      startDate: '2026-11-22T00:00:00Z',
      now: '2026-11-21T12:00:00Z',
    });
  });

  it('throws for an invalid time', () => {
    expect(() => verifyLicense(golden.license, { ...context, now: new Date(Number.NaN) })).toThrow(RangeError);
  });

  it('keeps installation keys out of refusals', async () => {
    const file = await write({ bindings: [] });
    const other = { ...context, installationKey: otherInstallation.publicKey };
    expect(refusalOf(() => verifyLicense(file, other))).toBe('installation-other');
    const details = detailsOf(() => verifyLicense(file, other));
    expect(details).toEqual({
      machine: machineId(licenseFields.installationKey),
      here: machineId(otherInstallation.publicKey),
    });
  });

  it('is refused by the first check that fails, in the order of the checks', async () => {
    const wrong = {
      keyset,
      product: 'planisphere',
      installationKey: otherInstallation.publicKey,
      bindings: [],
      returned: [licenseFields.licenseId],
      requestIds: [],
      now: new Date('2030-01-01T00:00:00Z'),
    };
    const order = [
      ['product-other', { product }],
      ['machine-other', { bindings: licenseFields.bindings }],
      ['license-returned', { returned: ['AAAAAAAAAAAAAAAAAAAAAA'] }],
      ['request-other', { requestIds: [licenseFields.requestId] }],
      ['license-expired', { now: context.now }],
    ] as const;
    let given: MachineContext = wrong;
    for (const [code, remedy] of order) {
      expect(refusalOf(() => verifyLicense(golden.license, given))).toBe(code);
      given = { ...given, ...remedy };
    }
    expect(refusalOf(() => verifyLicense(golden.license, given))).toBeNull();
  });
});

describe('the machine match', () => {
  /** For each component: bound or not, reported as bound, reported differently, or not reported. */
  const machines = fc.record({
    required: fc.integer({ min: 1, max: 5 }),
    components: fc.array(fc.record({ bound: fc.boolean(), shown: fc.constantFrom('same', 'other', 'gone') }), {
      minLength: 5,
      maxLength: 5,
    }),
  });
  const other = bindingsOf('second');

  it('needs the required number of equal bindings, or all where fewer are bound or shown: at least two, and half', async () => {
    await fc.assert(
      fc.asyncProperty(machines, async ({ required, components }) => {
        const bound: Binding[] = licenseFields.bindings.filter((_, index) => components[index]?.bound);
        const bindings = bindingComponents.flatMap((component, index): Binding[] => {
          const shown = components[index]?.shown;
          const from = shown === 'same' ? licenseFields.bindings : shown === 'other' ? other : [];
          return from.filter((one) => one.component === component);
        });
        const equal = bound.filter(({ component }) =>
          bindings.some(
            (one) => one.component === component && components[bindingComponents.indexOf(component)]?.shown === 'same',
          ),
        ).length;
        const shown = bound.filter(({ component }) => bindings.some((one) => one.component === component)).length;
        const least = Math.min(required, bound.length, Math.max(shown, 2, Math.ceil(bound.length / 2)));
        const enough = bound.length === 0 || equal >= least;
        const file = await write({ bindings: bound, requiredBindings: required });
        expect(refusalOf(() => verifyLicense(file, { ...context, bindings }))).toBe(enough ? null : 'machine-other');
      }),
      { numRuns: propertyRuns(60) },
    );
  });

  it('never fails for a component that it does not show, if it did not fail for all of the others', async () => {
    // A virtual machine: root reads its UUID as well, other users do not.
    const [os, system, , , network] = licenseFields.bindings as [Binding, Binding, Binding, Binding, Binding];
    const file = await write({ bindings: [os, system, network] });
    const refusal = (...bindings: Binding[]) => refusalOf(() => verifyLicense(file, { ...context, bindings }));
    expect([refusal(os, system, network), refusal(os, network), refusal(os, system)]).toEqual([null, null, null]);
    expect([refusal(os), refusal(network), refusal()]).toEqual(['machine-other', 'machine-other', 'machine-other']);
    const another = bindingsOf('second')[4] as Binding;
    expect([refusal(os, system, another), refusal(os, another)]).toEqual(['machine-other', 'machine-other']);
    // Any of its adapters will do, in any order.
    expect([refusal(os, system, another, network), refusal(network, os, another)]).toEqual([null, null]);
  });

  it('counts a component once, however often the machine reports it', async () => {
    const [first] = licenseFields.bindings;
    const bindings = first ? [first, first, first, first] : [];
    expect(refusalOf(() => verifyLicense(golden.license, { ...context, bindings }))).toBe('machine-other');
  });
});
