import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { readPageLicense } from '../../library/browser.ts';
import { emptyMachine } from '../../src/activation/records.ts';
import { encodeBase64 } from '../../src/crypto/base64.ts';
import { seedSigner } from '../../src/crypto/ed25519.ts';
import { keyIdOf } from '../../src/crypto/keyId.ts';
import { joinBundle } from '../../src/documents/bundle.ts';
import { type LicenseFields, writeLicense } from '../../src/documents/license.ts';
import { openDatabase } from '../../src/storage/database.ts';
import { createInstallation, createKeyStore } from '../../src/storage/installation.ts';
import { createJournal } from '../../src/storage/journal.ts';
import { writeSampleKeyset } from '../cli/machine/vendor.ts';
import { licenseFields, now, product, rootSigner, signingSigner, strangerSigner } from '../documents/sample.ts';
import { emptyIndexedDb, fillDisk } from '../storage/indexedDb.ts';

const later = (days: number) => new Date(now.getTime() + days * 86_400_000);
let local: Map<string, string>;

beforeEach(() => {
  emptyIndexedDb();
  local = new Map();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => local.get(key) ?? null,
    setItem: (key: string, value: string) => void local.set(key, value),
  });
});
afterAll(() => void vi.unstubAllGlobals());

/** The wizard's page in this browser, with its real storage. */
async function wizard() {
  const database = await openDatabase(product);
  const journal = createJournal(database, product);
  const randomBytes = (length: number) => new Uint8Array(length).fill(7);
  const { publicKey } = await createInstallation(createKeyStore(database), {
    seedSigner,
    randomBytes,
    now: () => now,
  }).signer();
  const issue = (change: Partial<LicenseFields> = {}, signer = signingSigner) =>
    writeLicense({ ...licenseFields, bindings: [], installationKey: publicKey, ...change }, signer);
  return {
    issue,
    keep: (license: Uint8Array, returned: readonly string[] = []) =>
      journal.writeMachine(() => ({
        ...emptyMachine,
        requestIds: [licenseFields.requestId],
        license,
        returns: returned.map((licenseId) => ({
          ...{ licenseId, counter: 1, nonce: 'AAECAwQFBgcICQoLDA0ODw', returnedAt: '2026-11-23T10:00:00Z' },
          ...{ receipt: null, answer: null, refusal: null },
        })),
      })),
    learn: (keyset: Uint8Array) => journal.writeSetting('keyset', `1.9\n${new TextDecoder().decode(keyset)}`),
  };
}

async function read(change: Partial<Parameters<typeof readPageLicense>[0]> = {}) {
  const keyset = new TextDecoder().decode(await writeSampleKeyset());
  const profile = { product: { id: product }, rootKeys: [encodeBase64(rootSigner.publicKey)], keyset };
  return readPageLicense({ profile, now, language: 'en', ...change });
}

const codeOf = ({ state, code }: Awaited<ReturnType<typeof read>>) => code ?? state;

describe('a product’s page', () => {
  it('has no license before the wizard activated one, and leaves nothing in the wizard’s storage', async () => {
    const page = await read();
    expect([codeOf(page), page.message, page.has('export')]).toEqual([
      'license-missing',
      'There is no license on this computer yet. Request one.',
      false,
    ]);
    expect((await indexedDB.databases()).map(({ name }) => name)).toEqual([`keyferry-library/${product}`]);
    await openDatabase(product);
    expect(codeOf(await read())).toBe('license-missing');
  });

  it('gets the license that the wizard activated, with what it grants', async () => {
    const { keep, issue } = await wizard();
    await keep(await issue());
    const page = await read();
    expect(page).toMatchObject({ daysLeft: 366, features: ['ephemeris', 'export', 'render'], kept: true });
    expect([codeOf(page), page.has('export'), page.has('import')]).toEqual(['active', true, false]);
    expect(page.entitlement('orrery', 'catalog')?.type).toBe('content');
  });

  it('goes on after a rotation that reached the wizard, and refuses after a revocation, also from then on', async () => {
    const { keep, issue, learn } = await wizard();
    const renewed = await issue({ keyId: keyIdOf(strangerSigner.publicKey), licenseType: 'plus' }, strangerSigner);
    const key = { publicKey: strangerSigner.publicKey, keyId: keyIdOf(strangerSigner.publicKey) };
    const dates = { notBefore: '2026-01-01T00:00:00Z', notAfter: '2028-01-01T00:00:00Z' };
    const rotated = await writeSampleKeyset({ version: 4, keys: [{ ...key, ...dates }] });
    await keep(joinBundle([renewed, rotated]));
    expect(codeOf(await read())).toBe('active');
    const revoking = { version: 5, epoch: 2, keys: [], revokedKeys: [key.keyId] };
    await learn(await writeSampleKeyset(revoking));
    const refused = await read();
    expect([codeOf(refused), refused.has('export'), refused.features]).toEqual(['key-revoked', false, []]);
    await learn(rotated);
    expect(codeOf(await read())).toBe('key-revoked');
  });

  it('refuses a returned license that is put back', async () => {
    const { keep, issue } = await wizard();
    await keep(await issue(), [licenseFields.licenseId]);
    expect(codeOf(await read())).toBe('license-returned');
  });

  it('refuses the license of another browser', async () => {
    const { keep, issue } = await wizard();
    await keep(await issue({ installationKey: strangerSigner.publicKey }));
    expect(codeOf(await read())).toBe('installation-other');
  });

  it('remembers when it last ran, though one of the two places is lost', async () => {
    const { keep, issue } = await wizard();
    await keep(await issue());
    await read({ now: later(60) });
    local.clear();
    expect(codeOf(await read())).toBe('clock-suspect');
    await new Promise((done) => {
      indexedDB.deleteDatabase(`keyferry-library/${product}`).onsuccess = done;
    });
    expect(codeOf(await read())).toBe('clock-suspect');
    expect(codeOf(await read({ now: later(61) }))).toBe('active');
  });

  it('says that nothing is kept where nothing can be stored, and still verifies', async () => {
    const { keep, issue } = await wizard();
    await keep(await issue());
    const makeRoom = fillDisk();
    try {
      const page = await read();
      expect([codeOf(page), page.kept]).toEqual(['active', false]);
    } finally {
      makeRoom();
    }
  });

  it('says why no license is found where the browser stores nothing', async () => {
    vi.stubGlobal('indexedDB', {
      open() {
        throw new DOMException('', 'SecurityError');
      },
    });
    const page = await read({ language: 'de' });
    expect([codeOf(page), page.kept]).toEqual(['storage-unavailable', false]);
    expect(page.message).toContain('Dieser Browser');
  });
});
