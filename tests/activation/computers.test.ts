import { describe, expect, it } from 'vitest';
import { computerActions } from '../../src/activation/computers/computers.ts';
import type { Ports } from '../../src/activation/ports.ts';
import { joinBundle } from '../../src/documents/bundle.ts';
import { Refusal } from '../../src/refusal.ts';
import { computers, courierWithComputers, offline, requestFile, serial } from '../steps/devices.ts';
import { emptyDisk, issueLicense, keysetOf, newSigningKey, openDevice, signingKey } from './environment.ts';
import { nova } from './secondProduct.ts';

const mistyped = `${serial.slice(0, -1)}${serial.endsWith('Z') ? 'Y' : 'Z'}`;

describe('the computers of a serial number', () => {
  it('are listed for what was typed, in its canonical form', async () => {
    const { journey, environment } = await courierWithComputers();
    expect(environment.computerCalls).toEqual([['list', serial, null]]);
    expect(journey.state.value).toMatchObject({ screen: { at: 'computer-list' }, refusal: null });
    expect(journey.state.value.computers?.computers).toHaveLength(2);
  });

  it.each([
    ['', 'serial-required'],
    [mistyped, 'serial-malformed'],
  ])('are not asked for with a malformed serial number: %j', async (typed, code) => {
    const { journey, environment } = await openDevice({ handheld: true });
    journey.openComputers();
    await journey.part(computerActions).type(typed);
    await journey.part(computerActions).list();
    expect(journey.state.value.refusal?.code).toBe(code);
    expect(environment.computerCalls).toEqual([]);
  });

  it.each([new Refusal('self-service-off'), new Refusal('serial-refused'), new Refusal('service-busy'), offline])(
    'are refused with a reason, and what was typed stays: $code',
    async (refusal) => {
      const disk = emptyDisk();
      const { journey, environment } = await openDevice({ handheld: true, disk });
      environment.computers = computers;
      if (refusal === offline) environment.network = offline;
      else environment.refuseComputers = refusal;
      journey.openComputers();
      await journey.part(computerActions).type(serial);
      await journey.part(computerActions).list();
      expect(journey.state.value).toMatchObject({ screen: { at: 'computers' }, refusal: { code: refusal.code } });
      journey.closeRefusal();
      const again = await openDevice({ handheld: true, disk, entry: { at: 'computers' } });
      expect(again.journey.state.value.screen.at).toBe('computers');
      expect(again.journey.part(computerActions).check()).toMatchObject({ status: 'valid', canonical: serial });
    },
  );

  it('say after too many attempts that nothing repeats the call', async () => {
    const { journey, environment } = await openDevice({ handheld: true });
    environment.refuseComputers = new Refusal('too-many-attempts', { retryAfter: 60 });
    journey.openComputers();
    await journey.part(computerActions).type(serial);
    await journey.part(computerActions).list();
    expect(journey.state.value.refusal?.details).toEqual({ retryAfter: 60, repeated: 'by-hand' });
  });

  it('are listed page by page', async () => {
    const { journey, environment } = await courierWithComputers({ ...computers, next: 'page-2' });
    const [first] = computers.computers;
    environment.computers = { ...computers, computers: first ? [first, { ...first, id: 'seat-3' }] : [] };
    await journey.part(computerActions).more();
    expect(environment.computerCalls.at(-1)).toEqual(['list', serial, 'page-2']);
    expect(journey.state.value.computers).toMatchObject({ next: null });
    expect(journey.state.value.computers?.computers.map(({ id }) => id)).toEqual(['seat-1', 'seat-2', 'seat-3']);
  });

  it('need the serial number again after a reload, which is filled in', async () => {
    const { disk } = await courierWithComputers();
    const { journey } = await openDevice({ handheld: true, disk, entry: { at: 'computer', id: 'seat-1' } });
    expect(journey.state.value.screen.at).toBe('computers');
    expect(journey.part(computerActions).check()).toMatchObject({ canonical: serial });
  });

  it('leave no serial number behind when the person is done', async () => {
    const { journey, disk } = await courierWithComputers();
    await journey.part(computerActions).finish();
    expect(journey.state.value).toMatchObject({ computers: null, screen: { at: 'collect' } });
    expect(JSON.stringify([...disk.settings])).not.toContain(serial);
  });

  it('never put the serial number into the history', async () => {
    const visits: object[] = [];
    const watch = (ports: Ports): Ports => ({
      ...ports,
      history: { ...ports.history, visit: (entry) => void visits.push(entry) },
    });
    const { journey } = await courierWithComputers(computers, { ports: watch });
    journey.part(computerActions).open('seat-1');
    await journey.part(computerActions).release('seat-1');
    expect(visits.length).toBeGreaterThan(3);
    expect(JSON.stringify(visits).toLowerCase()).not.toContain(serial.slice(0, 5).toLowerCase());
  });

  it('are asked of the service of the chosen product', async () => {
    const second = nova();
    const { journey, environment } = await openDevice({ handheld: true, ...second });
    environment.computers = computers;
    journey.openComputers();
    await journey.part(computerActions).chooseProduct('nova');
    await journey.part(computerActions).type(serial);
    await journey.part(computerActions).list();
    expect(journey.state.value.computers?.product).toBe('nova');
    expect(journey.part(computerActions).productId()).toBe('nova');
  });
});

describe('the license of a computer', () => {
  it('is fetched, verified and kept like one that was ordered here', async () => {
    const { journey, environment, disk } = await courierWithComputers();
    const license = await issueLicense({ request: await requestFile(40), licenseType: 'pro' });
    environment.computerLicense = license;
    journey.part(computerActions).open('seat-1');
    await journey.part(computerActions).fetchLicense('seat-1');
    expect(environment.computerCalls.at(-1)).toEqual(['license', serial, 'seat-1']);
    expect(journey.state.value.screen.at).toBe('license');
    expect(journey.outgoing.value?.file).toEqual(license);
    expect([...disk.carriedRequests.values()]).toMatchObject([
      { product: 'orrery', stage: 'licensed', license, draft: { licenseType: 'pro', serialNumber: '' } },
    ]);
  });

  it('brings the keyset that it needs', async () => {
    const { journey, environment } = await courierWithComputers();
    const signers = [signingKey, newSigningKey];
    const request = await requestFile(40);
    environment.computerLicense = joinBundle([
      await issueLicense({ request, licenseType: 'pro' }, {}, newSigningKey),
      await keysetOf({ version: 2, epoch: 1 }, { signers }),
    ]);
    await journey.part(computerActions).fetchLicense('seat-1');
    expect(journey.state.value).toMatchObject({ screen: { at: 'license' }, refusal: null });
  });

  it('is refused when the vendor did not sign it', async () => {
    const { journey, environment, disk } = await courierWithComputers();
    environment.computerLicense = await issueLicense(
      { request: await requestFile(40), licenseType: 'pro' },
      {},
      newSigningKey,
    );
    await journey.part(computerActions).fetchLicense('seat-1');
    expect(journey.state.value.refusal?.code).toBe('key-unknown');
    expect(disk.carriedRequests.size).toBe(0);
  });
});

describe('a computer that is gone', () => {
  it('is removed, and the list says how many can be activated now', async () => {
    const { journey, environment } = await courierWithComputers();
    journey.part(computerActions).open('seat-1');
    await journey.part(computerActions).release('seat-1');
    expect(environment.computerCalls.at(-1)).toEqual(['release', serial, 'seat-1']);
    expect(journey.state.value.screen.at).toBe('computer-list');
    expect(journey.state.value.computers).toMatchObject({
      seatsTaken: 1,
      releasesLeft: 0,
      nextReleaseAt: '2027-01-01T00:00:00Z',
      removed: { machine: 'K7QM-2X3Y', seatsLeft: 2 },
      computers: [{ id: 'seat-2' }],
    });
  });

  it('stays when the vendor’s budget is used up', async () => {
    const { journey, environment } = await courierWithComputers();
    environment.refuseComputers = new Refusal('release-too-often', { perYear: 2, nextAt: '2027-01-01T00:00:00Z' });
    journey.part(computerActions).open('seat-1');
    await journey.part(computerActions).release('seat-1');
    expect(journey.state.value).toMatchObject({ screen: { at: 'computer' }, refusal: { code: 'release-too-often' } });
    expect(journey.state.value.computers?.computers).toHaveLength(2);
  });

  it('leaves the list when somebody else has removed it', async () => {
    const { journey, environment } = await courierWithComputers();
    environment.refuseComputers = new Refusal('computer-unknown');
    journey.part(computerActions).open('seat-1');
    await journey.part(computerActions).release('seat-1');
    expect(journey.state.value).toMatchObject({
      screen: { at: 'computer-list' },
      refusal: { code: 'computer-unknown' },
    });
    expect(journey.state.value.computers?.computers.map(({ id }) => id)).toEqual(['seat-2']);
  });
});

describe('the address of the screen', () => {
  it('opens it, whatever this device is for', async () => {
    const { journey } = await openDevice({ fragment: 'computers' });
    expect(journey.state.value).toMatchObject({ screen: { at: 'computers' }, refusal: null, role: null });
  });

  it('opens it in a page that is open already', async () => {
    const { journey, environment } = await openDevice({ handheld: true });
    environment.deliver('computers');
    expect(journey.state.value.screen.at).toBe('computers');
  });
});
