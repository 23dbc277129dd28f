import { encodeBase64 } from '../../src/crypto/base64.ts';
import type { Binding } from '../../src/documents/bindings.ts';
import { smallOrderPoints } from './edwards.ts';
import { bindingsOf, licenseFields, product } from './golden.ts';
import { idOf, installation, otherInstallation, root, secondRoot } from './keys.ts';

/** What a verifier knows in advance. Every binary value is base64, every time an instant. */
export interface Context {
  readonly product: string;
  readonly rootKeys: readonly string[];
  readonly now: string;
  /** File of the keyset that licenses are verified with, below `tests/vectors/`. */
  readonly keyset: string;
  /** Further keyset files that the device kept, in order. Deliveries alone are verified with these too. */
  readonly kept: readonly string[];
  /** What keysets are checked against. */
  readonly held: { readonly version: number; readonly epoch: number };
  readonly machine: {
    readonly installationKey: string;
    readonly bindings: readonly Binding[];
    readonly requestIds: readonly string[];
    /** Ids of the licenses that this installation has returned. */
    readonly returned: readonly string[];
  };
  /** What return receipts are checked against. */
  readonly seat: {
    readonly licenseId: string;
    readonly installationKey: string;
    readonly lastCounter: number;
    readonly takenNonces: readonly string[];
  };
}

const mine = bindingsOf('first');
const others = bindingsOf('second');

const usual: Context = {
  product,
  rootKeys: [encodeBase64(root.publicKey), encodeBase64(secondRoot.publicKey)],
  now: '2026-11-23T10:00:00Z',
  keyset: 'keyset/valid.xml',
  kept: [],
  held: { version: 7, epoch: 2 },
  machine: {
    installationKey: encodeBase64(installation.publicKey),
    bindings: mine,
    requestIds: [idOf('an earlier request'), licenseFields.requestId],
    returned: [idOf('an earlier license')],
  },
  seat: {
    licenseId: licenseFields.licenseId,
    installationKey: encodeBase64(installation.publicKey),
    lastCounter: 4,
    takenNonces: [idOf('an earlier nonce')],
  },
};

const on = (machine: Partial<Context['machine']>): Context => ({ ...usual, machine: { ...usual.machine, ...machine } });
const at = (now: string): Context => ({ ...usual, now });
const otherKey = encodeBase64(otherInstallation.publicKey);

export const contexts = {
  usual,
  'other product': { ...usual, product: 'planisphere' },
  'other root keys': { ...usual, rootKeys: [encodeBase64(secondRoot.publicKey)] },
  'keyset without the signing key': { ...usual, keyset: 'keyset/without-the-signing-key.xml' },
  'keyset without the revoked key': { ...usual, keyset: 'keyset/without-the-revoked-key.xml' },
  'small-order root key pinned': { ...usual, rootKeys: [encodeBase64(smallOrderPoints[0] ?? new Uint8Array())] },
  'newer keyset held': { ...usual, held: { version: 8, epoch: 2 } },
  'newer epoch held': { ...usual, held: { version: 7, epoch: 3 } },
  'three of five bindings': on({ bindings: [...mine.slice(0, 3), ...others.slice(3)] }),
  'two of five bindings': on({ bindings: [...mine.slice(0, 2), ...others.slice(2)] }),
  'three of five, the others gone': on({ bindings: mine.slice(2) }),
  'two of five, the others gone': on({ bindings: mine.slice(3) }),
  'first two bindings alone': on({ bindings: mine.slice(0, 2) }),
  'first two bindings, another third': on({ bindings: [...mine.slice(0, 2), ...others.slice(2, 3)] }),
  'two adapters, the second bound': on({ bindings: [...mine.slice(0, 2), ...others.slice(4), ...mine.slice(4)] }),
  'first binding alone': on({ bindings: mine.slice(0, 1) }),
  'first binding shown three times': on({ bindings: [0, 0, 0].flatMap(() => mine.slice(0, 1)) }),
  'no bindings': on({ bindings: [] }),
  'same hardware, new installation': on({ installationKey: otherKey }),
  'no bindings, other installation': on({ installationKey: otherKey, bindings: [] }),
  'other requests': on({ requestIds: [idOf('another request')] }),
  'no requests': on({ requestIds: [] }),
  returned: on({ returned: [licenseFields.licenseId] }),
  'returned, other requests': on({ returned: [licenseFields.licenseId], requestIds: [] }),
  'returned, other machine': on({ returned: [licenseFields.licenseId], bindings: others }),
  'newer keyset kept': { ...usual, kept: ['keyset/newer.xml'] },
  'older keyset kept': { ...usual, keyset: 'keyset/newer.xml', kept: ['keyset/valid.xml'] },
  'five minutes before the start': at('2026-11-21T23:55:00Z'),
  'more than five minutes before the start': at('2026-11-21T23:54:59Z'),
  'the last second': at('2027-11-23T23:59:59Z'),
  'the end': at('2027-11-24T00:00:00Z'),
  'other license returned': { ...usual, seat: { ...usual.seat, licenseId: idOf('another license') } },
  'other installation holds the seat': { ...usual, seat: { ...usual.seat, installationKey: otherKey } },
  'counter already reached': { ...usual, seat: { ...usual.seat, lastCounter: 5 } },
} as const satisfies Readonly<Record<string, Context>>;

export type ContextName = keyof typeof contexts;
