import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type AuditTrail, openAuditTrail } from '../../../../cli/keys/keyset/auditTrail.ts';
import { draftOf, readDraft, writeDraft } from '../../../../cli/keys/keyset/draft.ts';
import { installKeyset } from '../../../../cli/keys/keyset/installKeyset.ts';
import { signDraft } from '../../../../cli/keys/keyset/signDraft.ts';
import { createRootKeystore, openKeystore } from '../../../../server/keys/keystore.ts';
import { makePrivateKey, nodeSigner } from '../../../../server/keys/nodeSigner.ts';
import { chooseSigner } from '../../../../server/keys/signingKeys.ts';
import { checkVendor } from '../../../../server/keys/vendorCheck.ts';
import { readCatalog } from '../../../../server/licensing/catalog.ts';
import { openStore } from '../../../../server/store/store.ts';
import { keyIdOf } from '../../../../src/crypto/keyId.ts';
import { readProfile } from '../../../../src/vendor/profile.ts';
import { environment, openCeremony, type Snapshot } from '../ceremony.ts';

const now = new Date();
let ceremony: Awaited<ReturnType<typeof openCeremony>>;
let start: Snapshot;
beforeAll(async () => {
  ceremony = await openCeremony();
  start = ceremony.snapshot();
});
beforeEach(() => ceremony.restore(start));
afterAll(() => ceremony.close());

/** The service's check at its start, and its signing key. */
async function service() {
  const { folder } = ceremony;
  const keystore = await openKeystore(folder.keystore, environment.KEYFERRY_PASSPHRASE);
  const profile = readProfile(readFileSync(folder.profile, 'utf8'));
  const catalog = readCatalog(folder.catalog);
  const keyset = checkVendor({ catalog, profile, keystore, keyset: readFileSync(folder.keyset) }, now);
  const signer = chooseSigner(keystore.signers, keyset, now);
  const ids = keystore.signers.map(({ publicKey }) => keyIdOf(publicKey));
  return { ...keyset, held: ids, signing: signer && keyIdOf(signer.publicKey), profile, installed: keystore.installed };
}

const acceptFile = async (file: Uint8Array, trail: AuditTrail | null = null) =>
  installKeyset(await ceremony.open('replace'), file, trail, now);
const refused = (work: Promise<unknown>) =>
  work.then(
    () => 'accepted',
    (error: { code?: string }) => error.code,
  );
const draftFile = () => readDraft(readFileSync(ceremony.folder.draft), 'x');

describe('a rotation', () => {
  test('is signed by the new key, keeps the old key listed, and leaves no draft', async () => {
    const before = await service();
    await ceremony.rotate();
    const after = await service();
    expect([before.version, after.version, after.epoch]).toEqual([1, 2, 1]);
    expect(after.held).toHaveLength(2);
    expect(after.keys.map(({ keyId }) => keyId)).toEqual(after.held);
    expect([before.signing, after.signing]).toEqual(after.held);
    expect(after.installed).toEqual({ version: 2, epoch: 1 });
    expect(after.profile.keyset).toBe(readFileSync(ceremony.folder.keyset, 'utf8'));
    expect(existsSync(ceremony.folder.draft)).toBe(false);
  });

  test('changes nothing until its draft is signed and accepted', async () => {
    const before = await service();
    await ceremony.make({ newKey: true }, null);
    expect(await service()).toMatchObject({ version: 1, signing: before.signing });
    expect(readFileSync(join(ceremony.place, 'draft.json'), 'utf8')).toBe(writeDraft(draftFile()));
    await acceptFile(await signDraft(draftFile(), await ceremony.root(), 'x'));
    const after = await service();
    expect([after.version, after.signing]).toEqual([2, after.held[1]]);
  });

  test('repeated while its draft waits creates no other key', async () => {
    await ceremony.make({ newKey: true }, null);
    await ceremony.make({ newKey: true }, null);
    await ceremony.rotate();
    expect(await service()).toMatchObject({ version: 2, held: { length: 2 } });
  });

  test('interrupted between any two writes is completed by running it again', async () => {
    const before = ceremony.snapshot();
    await ceremony.make({ newKey: true }, null);
    const drafted = ceremony.snapshot();
    await acceptFile(await signDraft(draftFile(), await ceremony.root(), 'x'));
    const done = ceremony.snapshot();
    const { keystore, draft, keyset, profile } = ceremony.folder;
    const names = { keystore, draft, keyset, profile };
    const from = (files: Snapshot, ...which: (keyof typeof names)[]) =>
      which.flatMap((name) => {
        const bytes = files.get(basename(names[name]));
        return bytes ? [[basename(names[name]), bytes] as const] : [];
      });
    const states = {
      'the new key alone': [...before, ...from(drafted, 'keystore')],
      'key and draft': [...drafted],
      'the keyset, and not the profile': [...drafted, ...from(done, 'keyset')],
      'keyset and profile, and not the keystore': [...drafted, ...from(done, 'keyset', 'profile')],
      'all but the draft': [...done, ...from(drafted, 'draft')],
    };
    for (const [state, files] of Object.entries(states)) {
      ceremony.restore(new Map(files));
      await ceremony.rotate();
      const { version, held, signing, installed } = await service();
      expect([state, version, held.length, signing, installed?.version]).toEqual([state, 2, 2, held[1], 2]);
      expect(existsSync(draft)).toBe(false);
    }
  });
});

describe('a stolen signing key', () => {
  test('is revoked and replaced in one step, and never signs again although the keystore still contains it', async () => {
    const { signing: stolen } = await service();
    await ceremony.make({ newKey: true, revokedKeys: [stolen ?? ''] }, await ceremony.root());
    const after = await service();
    expect(after).toMatchObject({ version: 2, epoch: 2, revokedKeys: [stolen], held: { length: 2 } });
    expect([after.signing, after.keys.map(({ keyId }) => keyId)]).toEqual([after.held[1], [after.held[1]]]);
    expect(after.held).toContain(stolen);
  });

  test('is not revoked without a replacement when it is the only one', async () => {
    const { signing } = await service();
    const before = ceremony.snapshot();
    const work = ceremony.make({ revokedKeys: [signing ?? ''] }, await ceremony.root());
    expect(await refused(work)).toBe('key-needed');
    expect(ceremony.snapshot()).toEqual(before);
  });

  test('that is not listed yet is replaced before it is listed', async () => {
    await ceremony.make({ newKey: true }, null);
    const waiting = draftFile().keys.at(-1)?.keyId ?? '';
    await ceremony.make({ newKey: true, revokedKeys: [waiting] }, await ceremony.root());
    const after = await service();
    expect([after.held.length, after.signing, after.revokedKeys]).toEqual([3, after.held[2], [waiting]]);
  });

  test('that is revoked already is not revoked again', async () => {
    const { signing: stolen } = await service();
    const revokedKeys = [stolen ?? ''];
    await ceremony.make({ newKey: true, revokedKeys }, await ceremony.root());
    expect(await ceremony.make({ revokedKeys }, await ceremony.root())).toContain('revoked already');
    expect((await service()).version).toBe(2);
  });
});

describe('a keyset is not installed', () => {
  test('that another root key signed', async () => {
    const stranger = join(ceremony.place, 'stranger.json');
    await createRootKeystore(stranger, environment.KEYFERRY_ROOT_PASSPHRASE, 'orrery');
    const root = await ceremony.root(stranger);
    const before = ceremony.snapshot();
    expect(await refused(ceremony.make({ newKey: true }, root))).toBe('root-unpinned');
    expect(ceremony.snapshot()).toEqual(before);
    await ceremony.make({ newKey: true }, null);
    expect(await refused(signDraft(draftFile(), root, 'x').then(acceptFile))).toBe('root-unpinned');
    expect((await service()).version).toBe(1);
  });

  test('with a root key of another product, nor by opening such a key', async () => {
    const other = join(ceremony.place, 'other.json');
    await createRootKeystore(other, environment.KEYFERRY_ROOT_PASSPHRASE, 'planisphere');
    expect(await refused(ceremony.root(other))).toBe('root-other-product');
    await ceremony.make({ newKey: true }, null);
    const foreign = await signDraft({ ...draftFile(), product: 'planisphere' }, await ceremony.root(), 'x');
    expect(await refused(acceptFile(foreign))).toBe('product-other');
  });

  test('that was modified on the way to the root key', async () => {
    await ceremony.make({ newKey: true }, null);
    const draft = draftFile();
    const { publicKey } = nodeSigner(makePrivateKey());
    const [key, ...others] = draft.keys;
    const changes = [
      { keys: [...draft.keys, { ...key, keyId: keyIdOf(publicKey), publicKey }] },
      { keys: others },
      { version: draft.version + 1 },
      { epoch: draft.epoch + 1 },
      { revokedKeys: [key?.keyId ?? ''] },
    ] as Partial<typeof draft>[];
    for (const change of changes) {
      const keyset = await signDraft({ ...draft, ...change }, await ceremony.root(), 'x');
      expect(await refused(acceptFile(keyset))).toBe('keyset-other');
    }
    expect((await service()).version).toBe(1);
  });

  test('that is older than the current or an earlier installed one', async () => {
    const first = readFileSync(ceremony.folder.keyset);
    await ceremony.rotate();
    expect(await refused(acceptFile(first))).toBe('keyset-outdated');
    rmSync(ceremony.folder.keyset);
    expect(await refused(acceptFile(first))).toBe('keyset-outdated');
  });

  test('that no draft requested, or that lists no key of the keystore', async () => {
    const { rootKeyId: _, ...inForce } = await service();
    const next = { ...draftOf({ rootKeyId: '', ...inForce }), version: 2 };
    const { product, version, epoch, issuedAt, keys, revokedKeys, revokedLicenses } = next;
    const draft = { product, version, epoch, issuedAt, keys, revokedKeys, revokedLicenses };
    expect(await refused(signDraft(draft, await ceremony.root(), 'x').then(acceptFile))).toBe('draft-missing');
    const empty = { ...draft, keys: [] };
    writeFileSync(ceremony.folder.draft, writeDraft(empty));
    expect(await refused(signDraft(empty, await ceremony.root(), 'x').then(acceptFile))).toBe('keyset-without-key');
  });
});

describe('an old keyset next to a newer keystore', () => {
  test('starts no service and is no basis for another one, until the newer one is restored', async () => {
    const first = readFileSync(ceremony.folder.keyset);
    await ceremony.rotate();
    const second = readFileSync(ceremony.folder.keyset);
    writeFileSync(ceremony.folder.keyset, first);
    await expect(service()).rejects.toThrow(/Machines refuse the older file/);
    expect(await refused(ceremony.rotate())).toBe('keyset-outdated');
    await acceptFile(second);
    expect(await service()).toMatchObject({ version: 2 });
    await ceremony.rotate();
    expect(await service()).toMatchObject({ version: 3 });
  });

  test('is distinguished from a lost or damaged one, which is restored in the same way', async () => {
    await ceremony.rotate();
    const second = readFileSync(ceremony.folder.keyset);
    rmSync(ceremony.folder.keyset);
    expect(await refused(ceremony.rotate())).toBe('keyset-lost');
    writeFileSync(ceremony.folder.keyset, 'damaged');
    await expect(ceremony.open()).rejects.toThrow(/The keyset is damaged/);
    await acceptFile(second);
    expect((await service()).version).toBe(2);
  });
});

test('the audit trail records each keyset when there is a store, and no secret', async () => {
  const { folder } = ceremony;
  expect(await openAuditTrail(folder, {})).toBeNull();
  const store = await openStore(folder.store);
  await ceremony.rotate();
  const rows = await store.selectFrom('audit').select('entry').execute();
  await store.destroy();
  const { held, version, epoch } = await service();
  expect(rows.map(({ entry }) => JSON.parse(entry))).toMatchObject([
    { event: 'keyset-installed', actor: 'command-line', facts: { version, epoch, keys: held.join(' ') } },
  ]);
  for (const secret of Object.values(environment)) expect(JSON.stringify(rows)).not.toContain(secret);
});

test('no keyset is installed while its store cannot be opened', async () => {
  writeFileSync(ceremony.folder.store, 'this is not a SQLite file');
  const before = ceremony.snapshot();
  await expect(ceremony.rotate()).rejects.toThrow(/store/);
  expect(ceremony.snapshot()).toEqual(before);
});
