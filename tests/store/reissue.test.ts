import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makePrivateKey, nodeSigner } from '../../server/keys/nodeSigner.ts';
import type { ReissueParts } from '../../server/licensing/administration/parts.ts';
import { reissueLicense } from '../../server/licensing/administration/reissue.ts';
import { releaseSeat } from '../../server/licensing/administration/releaseSeat.ts';
import { searchActivations } from '../../server/licensing/administration/search/searchActivations.ts';
import { blockSerial } from '../../server/licensing/administration/serialChanges/blockSerial.ts';
import { licenseFile, showActivation } from '../../server/licensing/administration/showActivation.ts';
import { showSerial } from '../../server/licensing/administration/showSerial.ts';
import { byProduct, type SoldProduct } from '../../server/licensing/products.ts';
import { findAuditBreak } from '../../server/store/audit.ts';
import { keyIdOf } from '../../src/crypto/keyId.ts';
import { splitBundle } from '../../src/documents/bundle.ts';
import { openLicense, readLicense } from '../../src/documents/license.ts';
import { installedKeyset, listed } from '../server/keys/keysets.ts';
import { bindingsOf, machineWith, requestOf } from '../server/machines.ts';
import { engines } from './databases/engines.ts';
import { openService, serviceTime, type TestService } from './databases/testService.ts';

describe.each(engines)('a reissued license on $name', (engine) => {
  let service: TestService;
  beforeEach(async () => {
    service = await openService({ engine });
  });
  afterEach(() => service.close());

  const partsNow = ({ now = () => serviceTime, ...changes }: Partial<SoldProduct & ReissueParts> = {}) => {
    const { writer, catalog, keystore, keyset } = service;
    const sold = { catalog, keystore, keyset, ...changes };
    return { ...sold, products: byProduct([sold]), writer, actor: 'token:ada' as const, now };
  };

  /** A second key and a keyset that revokes the first, stolen key. */
  async function afterTheft() {
    const [stolen] = service.keystore.signers;
    const fresh = nodeSigner(makePrivateKey());
    const change = { epoch: 2, keys: [listed(fresh.publicKey)], revokedKeys: [keyIdOf(stolen.publicKey)] };
    const { keyset } = await installedKeyset([fresh], 2, change);
    return partsNow({ keyset, keystore: { ...service.keystore, signers: [stolen, fresh] } });
  }

  async function activate(seats = 1) {
    const { serialNumber, id: serialId } = await service.sell(seats);
    const order = { request: await requestOf(machineWith('alpha')), licenseType: 'pro', serialNumber, holder: 'Ada' };
    const file = new Uint8Array(await (await service.order(order)).arrayBuffer());
    const license = readLicense(openLicense(file), service.keystore.signers[0].publicKey);
    return { order, file, license, serialId, serialNumber };
  }

  const rows = async () => {
    const { seats, licenses, audit } = await service.store
      .selectNoFrom(({ selectFrom }) =>
        (['seats', 'licenses', 'audit'] as const).map((table) =>
          selectFrom(table)
            .select(({ fn }) => fn.countAll<number>().as('rows'))
            .as(table),
        ),
      )
      .executeTakeFirstOrThrow();
    return [seats, licenses, audit].map(Number);
  };

  test('is the issued license, byte for byte, while that is valid; nothing changes', async () => {
    const { file, license } = await activate();
    const before = await rows();
    const answer = await reissueLicense(partsNow(), license.licenseId);
    expect(answer).toEqual({ outcome: 'current', licenseId: license.licenseId, file });
    expect(await rows()).toEqual(before);
  });

  test('has a new id, key and the same seat once the old key is revoked', async () => {
    const { order, file, license, serialId } = await activate();
    const parts = await afterTheft();
    const answer = await reissueLicense(parts, license.licenseId);
    expect(answer.outcome).toBe('reissued');
    const [first = file, second = file] = splitBundle(answer.file);
    expect(second).toEqual(parts.keyset.file);
    const reissued = readLicense(openLicense(first), parts.keystore.signers[1]?.publicKey ?? new Uint8Array());
    const { licenseId: _, keyId: __, ...same } = license;
    expect(reissued).toMatchObject({ ...same, licenseId: answer.licenseId });
    expect(reissued.licenseId).not.toBe(license.licenseId);
    expect(await rows()).toEqual([1, 2, 3]);
    expect(await showSerial(service.store, serialId)).toMatchObject({ seatsTaken: 1 });
    // Repeating gives the same license.
    expect(await reissueLicense(parts, license.licenseId)).toEqual({ ...answer, outcome: 'current' });
    expect(await reissueLicense(parts, answer.licenseId)).toEqual({ ...answer, outcome: 'current' });
    // The order still gets the same bytes.
    const again = await service.order(order);
    expect([again.status, new Uint8Array(await again.arrayBuffer())]).toEqual([200, file]);
    expect(await findAuditBreak(service.store)).toBeNull();
  });

  test('is found by its request and is part of the history of its seat', async () => {
    const { license } = await activate();
    const { licenseId } = await reissueLicense(await afterTheft(), license.licenseId);
    const shown = await showActivation(service.store, licenseId);
    expect(shown).toMatchObject({ requestId: license.requestId, reissueOf: license.licenseId, holder: 'Ada' });
    expect(shown.history.map(({ event }) => event).sort()).toEqual(['issued', 'reissued', 'taken']);
    const found = await searchActivations(service.store, { text: shown.machine });
    expect(found.rows.map((row) => row.licenseId).sort()).toEqual([licenseId, license.licenseId].sort());
    const audit = await service.store
      .selectFrom('audit')
      .select('entry')
      .orderBy('sequence', 'desc')
      .executeTakeFirst();
    expect(JSON.parse(audit?.entry ?? '')).toMatchObject({
      event: 'license-reissued',
      actor: 'token:ada',
      facts: { license: licenseId, request: license.requestId, replaces: license.licenseId },
    });
    expect(new TextDecoder().decode(await licenseFile(service.store, licenseId))).toContain(licenseId);
  });

  test('is created once when many ask at the same time', async () => {
    const { license } = await activate();
    const parts = await afterTheft();
    const answers = await Promise.all(Array.from({ length: 8 }, () => reissueLicense(parts, license.licenseId)));
    expect(new Set(answers.map(({ licenseId }) => licenseId)).size).toBe(1);
    expect(answers.filter(({ outcome }) => outcome === 'reissued')).toHaveLength(1);
    expect((await rows()).slice(0, 2)).toEqual([1, 2]);
  });

  test('replaces a revoked or expired license', async () => {
    const { license } = await activate();
    const { keyset } = await installedKeyset(service.keystore.signers, 2, { revokedLicenses: [license.licenseId] });
    expect((await reissueLicense(partsNow({ keyset }), license.licenseId)).outcome).toBe('reissued');
    const response = await service.order({ request: await requestOf(machineWith('beta')), licenseType: 'personal' });
    const file = new Uint8Array(await response.arrayBuffer());
    const yearly = readLicense(openLicense(file), service.keystore.signers[0].publicKey);
    const ended = () => new Date(yearly.stopDate ?? '');
    expect((await reissueLicense(partsNow(), yearly.licenseId)).outcome).toBe('current');
    const reissued = await reissueLicense(partsNow({ now: ended }), yearly.licenseId);
    expect(reissued.outcome).toBe('reissued');
    expect((await reissueLicense(partsNow({ now: ended }), yearly.licenseId)).outcome).toBe('current');
  });

  test('is refused once the seat was released, and leaves nothing behind', async () => {
    const { license } = await activate();
    await releaseSeat(partsNow(), license.licenseId);
    const before = await rows();
    for (const parts of [partsNow(), await afterTheft()]) {
      await expect(reissueLicense(parts, license.licenseId)).rejects.toMatchObject({ code: 'seat-released' });
    }
    expect(await rows()).toEqual(before);
  });

  test('is refused for a blocked serial number, unless the issued license is valid', async () => {
    const { license, serialId } = await activate();
    await blockSerial(partsNow(), serialId);
    expect((await reissueLicense(partsNow(), license.licenseId)).outcome).toBe('current');
    await expect(reissueLicense(await afterTheft(), license.licenseId)).rejects.toMatchObject({
      code: 'serial-refused',
    });
  });

  test.each(['pro', 'personal'])('is refused for hardware that was replaced on its seat: %s', async (licenseType) => {
    const { serialNumber } = await service.sell(1);
    const machine = machineWith('alpha');
    const ask = async (asking: typeof machine) => {
      const order = { request: await requestOf(asking), licenseType, serialNumber, confirmChange: true };
      const response = await service.order(order);
      expect(response.status).toBe(201);
      return readLicense(
        openLicense(new Uint8Array(await response.arrayBuffer())),
        service.keystore.signers[0].publicKey,
      );
    };
    const before = await ask(machine);
    const after = await ask({ ...machine, bindings: bindingsOf('rebuilt') });
    const parts = await afterTheft();
    await expect(reissueLicense(parts, before.licenseId)).rejects.toMatchObject({ code: 'machine-changed' });
    expect((await reissueLicense(parts, after.licenseId)).outcome).toBe('reissued');
    expect((await rows()).slice(0, 2)).toEqual([1, 3]);
  });

  test('is refused for an unknown license and for an unknown signing key', async () => {
    const { license } = await activate();
    await expect(reissueLicense(partsNow(), 'x')).rejects.toMatchObject({ code: 'activation-unknown' });
    const stranger = nodeSigner(makePrivateKey());
    const { keyset } = await installedKeyset([stranger], 2);
    const parts = partsNow({ keyset, keystore: { ...service.keystore, signers: [stranger] } });
    await expect(reissueLicense(parts, license.licenseId)).rejects.toMatchObject({ code: 'key-unknown' });
  });
});
