import { afterAll, beforeEach, expect, it, vi } from 'vitest';
import { seedSigner } from '../../src/crypto/ed25519.ts';
import { openDatabase } from '../../src/storage/database.ts';
import { createInstallation, createKeyStore } from '../../src/storage/installation.ts';
import { createJournal } from '../../src/storage/journal.ts';
import { keysetOf, openDevice } from '../activation/environment.ts';
import { nova, novaKeyset } from '../activation/secondProduct.ts';
import { fileOf } from '../steps/devices.ts';
import { fillEarlier, publicKey, realisticRecords } from './earlierDatabase.ts';
import { emptyIndexedDb } from './indexedDb.ts';

beforeEach(() => void emptyIndexedDb());
afterAll(() => void vi.unstubAllGlobals());

const making = (randomBytes: () => Uint8Array) => ({ seedSigner, randomBytes, now: () => new Date() });

/** Opens the page of two products on the databases of this device. */
async function openPage() {
  const [ofOrrery, ofNova] = [await openDatabase('orrery'), await openDatabase('nova')];
  const device = await openDevice({
    ports: (ports) => ({
      ...ports,
      journal: createJournal(ofOrrery, 'orrery'),
      installation: createInstallation(
        createKeyStore(ofOrrery),
        making(() => expect.fail('a key was created')),
      ),
    }),
    ...nova(undefined, createJournal(ofNova, 'nova')),
  });
  return { ...device, ofOrrery, ofNova };
}

/** Makes the request of a machine of the second product. */
async function novaRequest(): Promise<Uint8Array> {
  const { others, novaDisk } = nova();
  const { journey } = await openDevice({ others });
  await journey.chooseRole('machine');
  await journey.chooseProduct('nova');
  await journey.machine.createRequest();
  return novaDisk.machine.request ?? new Uint8Array();
}

it('a page of two products has every record that a page of one product stored', async () => {
  const { machine, errands, keys, settings, receipts, cargo } = await realisticRecords();
  await fillEarlier(3, { machine, errands, keys, settings, receipts, cargo });
  const { journey, ofOrrery } = await openPage();
  const { state } = journey;
  expect(state.value.storageError).toBeNull();
  expect(state.value.machine).toEqual(machine[0][1]);
  expect(state.value.carriedRequests.map(({ requestId, product }) => [requestId, product])).toEqual(
    errands.map(({ requestId }) => [requestId, 'orrery']),
  );
  expect(state.value.receipts).toMatchObject([{ ...receipts[0], product: 'orrery' }]);
  expect(state.value.fileTransfer).toEqual(cargo[0][1]);
  // The machine had records of one product only, so nobody has to choose it.
  expect(state.value.product).toBe('orrery');
  expect(
    (
      await createInstallation(
        createKeyStore(ofOrrery),
        making(() => new Uint8Array()),
      ).signer()
    ).publicKey,
  ).toEqual(publicKey);
});

it('each product keeps its keyset and its requests in its own database, and each page of one product finds them', async () => {
  const first = await openPage();
  await first.journey.chooseRole('courier');
  for (const file of [
    await novaRequest(),
    await novaKeyset({ version: 5, epoch: 1 }),
    await keysetOf({ version: 3, epoch: 1 }),
  ]) {
    await first.journey.intake.deliver(fileOf(file));
  }
  expect(await first.ofNova.get('settings', 'keyset')).toMatch(/^1\.5\n/);
  expect(await first.ofOrrery.get('settings', 'keyset')).toMatch(/^1\.3\n/);
  expect(await first.ofOrrery.count('carriedRequests')).toBe(0);

  const again = await openPage();
  expect(again.journey.state.value.carriedRequests).toMatchObject([{ product: 'nova', stage: 'open' }]);
  const alone = createJournal(await openDatabase('nova'), 'nova');
  expect(await alone.listCarriedRequests()).toMatchObject([{ product: 'nova' }]);
});
