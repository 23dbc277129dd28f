import { describe, expect, it } from 'vitest';
import type { PagePort } from '../../src/activation/ports.ts';
import { Refusal } from '../../src/refusal.ts';
import { fileOf, noStorage, requestFile } from '../steps/devices.ts';
import { emptyDisk, issueLicense, openDevice } from './environment.ts';

const opened = (page: Partial<PagePort>, options: Parameters<typeof openDevice>[0] = {}) =>
  openDevice({ ...options, ports: (ports) => ({ ...ports, page: { ...ports.page, ...page } }) });

describe('the role of a device', () => {
  it.each([
    ['a mouse and a local file', 'file', false, 'machine'],
    ['a touch screen and a local file', 'file', true, 'machine'],
    ['a touch screen and plain http', 'http', true, null],
    ['a mouse and plain http', 'http', false, null],
    ['a touch screen and https', 'secure', true, 'courier'],
    ['a mouse and https', 'secure', false, null],
  ] as const)('is guessed where that is safe: %s', async (_name, where, handheld, role) => {
    const { journey } = await opened({ opened: where, handheld });
    expect(journey.state.value.role).toBe(role);
    expect(journey.state.value.screen.at === 'role').toBe(role === null);
  });

  it('is the one that the person has chosen', async () => {
    const disk = emptyDisk();
    disk.settings.set('role', 'courier');
    const { journey } = await opened({ opened: 'file', handheld: true }, { disk });
    expect(journey.state.value.role).toBe('courier');
  });
});

describe('where nothing can be stored', () => {
  it('says so before anything else, and begins when the person goes on without', async () => {
    const request = await requestFile(9);
    const { journey, environment } = await opened({ opened: 'file', handheld: false }, { storage: noStorage });
    expect(journey.state.value).toMatchObject({ screen: { at: 'no-storage' }, role: 'machine', storageError: null });
    environment.deliver(fileOf(request));
    await journey.chooseRole('courier');
    expect(journey.state.value).toMatchObject({ screen: { at: 'no-storage' }, role: 'courier', carriedRequests: [] });
    await journey.chooseRole('machine');
    environment.network = new Refusal('network-offline');
    await journey.storage.continueWithout();
    expect(journey.state.value).toMatchObject({ screen: { at: 'no-network' }, storage: { mode: 'memory' } });
    expect(environment.warnsBeforeLeaving).toBe(false);
    await journey.machine.createRequest();
    expect(journey.state.value.screen.at).toBe('request');
    expect(environment.warnsBeforeLeaving).toBe(true);
  });

  it('takes in afterwards what the page was opened with', async () => {
    const request = await requestFile(9);
    const { journey } = await openDevice({ handheld: true, storage: noStorage, fragment: 'not-a-code' });
    expect(journey.state.value.refusal).toBeNull();
    await journey.storage.continueWithout();
    expect(journey.state.value.refusal?.code).toBe('file-unrecognized');
    journey.closeRefusal();
    await journey.intake.deliver(fileOf(request));
    expect(journey.state.value.carriedRequests).toHaveLength(1);
  });

  it('tries again, and begins when it works', async () => {
    const { journey, environment } = await openDevice({ storage: noStorage });
    await journey.storage.retry();
    expect(journey.state.value).toMatchObject({ screen: { at: 'no-storage' }, storageError: null });
    environment.storage = { ...environment.storage, mode: 'disk', refusal: null };
    environment.storageChanged(environment.storage);
    await expect.poll(() => journey.state.value.screen.at).toBe('role');
  });

  it('says nothing on the page of the command line tool, which stores the records itself', async () => {
    const disk = emptyDisk();
    const { journey } = await openDevice({
      storage: noStorage,
      disk,
      ports: (ports) => ({ ...ports, tool: { seen: null, onReturn: () => () => {} } as never }),
    });
    expect(journey.state.value).toMatchObject({ role: 'machine', storage: { mode: 'memory' } });
    expect(journey.state.value.screen.at).not.toBe('no-storage');
  });
});

describe('storage that breaks while the page is open', () => {
  it('is said at once, and everything is stored again', async () => {
    const { journey, environment, disk } = await openDevice({ handheld: true });
    await journey.intake.deliver(fileOf(await requestFile(9)));
    const { carriedRequests } = journey.state.value;
    disk.carriedRequests.clear();
    const refusal = new Refusal('storage-lost');
    environment.storage = { ...environment.storage, mode: 'refused', refusal };
    environment.storageChanged(environment.storage);
    expect(journey.state.value.storageError?.code).toBe('storage-lost');
    expect(environment.warnsBeforeLeaving).toBe(true);
    await journey.storage.retry();
    expect(journey.state.value.storageError?.code).toBe('storage-lost');
    await journey.storage.continueWithout();
    expect([...disk.carriedRequests.values()]).toEqual(carriedRequests);
    expect(journey.state.value).toMatchObject({ storageError: null, carriedRequests });
  });

  it('deletes everything, reloads, and asks nothing', async () => {
    const { journey, environment } = await openDevice({ handheld: true });
    await journey.intake.deliver(fileOf(await requestFile(9)));
    await journey.storage.wipe();
    expect(environment.reloads).toBe(1);
    expect(environment.warnsBeforeLeaving).toBe(false);
    expect(journey.state.value.storageError).toBeNull();
  });
});

describe('a license that does not fit the key of this browser', () => {
  const licenseOf = async (installation: number) =>
    fileOf(await issueLicense({ request: await requestFile(installation), licenseType: 'pro' }));

  async function deliverTo(options: { requests: number; keyMadeAt: string | null }) {
    const device = await openDevice({ installation: 7 });
    await device.journey.chooseRole('machine');
    device.environment.keyMadeAt = options.keyMadeAt;
    if (options.requests > 0) await device.journey.machine.createRequest();
    await device.journey.intake.deliver(await licenseOf(9));
    return device.journey;
  }

  // The license was issued at 12:00.
  it.each([
    ['no request was made here', { requests: 0, keyMadeAt: null }, 'request-forgotten'],
    ['the key is younger', { requests: 1, keyMadeAt: '2026-11-23T13:00:00Z' }, 'request-forgotten'],
    ['the key is older', { requests: 1, keyMadeAt: '2026-11-20T13:00:00Z' }, 'installation-other'],
    ['the age of the key is unknown', { requests: 1, keyMadeAt: null }, 'installation-other'],
  ] as const)('is for a forgotten request, or for another computer: %s', async (_name, options, code) => {
    const { state } = await deliverTo(options);
    expect(state.value.refusal?.code).toBe(code);
  });

  it('leads to a new request in one press, or to the one that is pending', async () => {
    const fresh = await deliverTo({ requests: 0, keyMadeAt: null });
    await fresh.machine.requestAnew();
    expect(fresh.state.value).toMatchObject({ screen: { at: 'request' }, refusal: null });
    const pending = await deliverTo({ requests: 1, keyMadeAt: null });
    const { request } = pending.state.value.machine;
    await pending.machine.requestAnew();
    expect(pending.state.value).toMatchObject({ screen: { at: 'request' }, refusal: null, machine: { request } });
  });
});

describe('the hint that the browser may delete what waits', () => {
  it('is shown in the list once, where the browser has not promised to keep it', async () => {
    const { journey, disk } = await openDevice({ handheld: true, storage: { isPersistent: false } });
    expect(journey.storage.isEvictionHintDue()).toBe(false);
    await journey.intake.deliver(fileOf(await requestFile(9)));
    journey.courier.collect();
    expect(journey.storage.isEvictionHintDue()).toBe(true);
    await journey.storage.closeEvictionHint();
    expect(journey.storage.isEvictionHintDue()).toBe(false);
    const later = await openDevice({ handheld: true, disk, storage: { isPersistent: false } });
    later.journey.courier.collect();
    expect(later.journey.storage.isEvictionHintDue()).toBe(false);
  });

  it('is not shown where the browser has promised it', async () => {
    const { journey } = await openDevice({ handheld: true, storage: { isPersistent: true } });
    await journey.intake.deliver(fileOf(await requestFile(9)));
    journey.courier.collect();
    expect(journey.storage.isEvictionHintDue()).toBe(false);
  });
});
