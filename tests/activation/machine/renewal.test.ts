import { expect, test } from 'vitest';
import { renewalActions } from '../../../src/activation/courier/renewals.ts';
import type { Journey } from '../../../src/activation/journey.ts';
import { returningActions } from '../../../src/activation/machine/returning.ts';
import { orderActions } from '../../../src/activation/order.ts';
import {
  activatedMachine,
  courierWith,
  fileOf,
  machineWithRequest,
  order,
  requestFile,
  serial,
} from '../../steps/devices.ts';
import { issueLicense, now, openDevice } from '../environment.ts';

const at = (journey: Journey) => journey.state.value.screen.at;
const day = 24 * 60 * 60 * 1000;
/** Ends 40 days after `now`, with a renewal due after 20. */
const dates = { stopDate: '2027-01-02T12:00:00Z', updateDate: '2026-12-13T12:00:00Z' };
const noRenewal = { updateDate: undefined } as never;

test('a license says nothing of its end until its renewal date, then counts the days', async () => {
  const { journey, environment } = await activatedMachine({}, dates);
  expect(journey.machine.term()).toEqual({ term: 'running' });
  environment.wait(20 * day);
  expect(journey.machine.term()).toEqual({ term: 'ending', stopDate: dates.stopDate, daysLeft: 20 });
  environment.wait(19.5 * day);
  expect(journey.machine.term()).toMatchObject({ daysLeft: 1 });
});

test('a perpetual license never asks for a renewal', async () => {
  const { journey, environment } = await activatedMachine({}, noRenewal);
  environment.wait(36_500 * day);
  await environment.returnToPage();
  expect(journey.machine.term()).toEqual({ term: 'running' });
  expect(journey.state.value).toMatchObject({ outOfTerm: null, refusal: null, screen: { at: 'activated' } });
});

test('after the end, facts, return and renewal stay in reach, also after a reload', async () => {
  const { journey, environment, disk } = await activatedMachine({}, dates);
  environment.wait(41 * day);
  await environment.returnToPage();
  expect(journey.state.value).toMatchObject({
    refusal: null,
    license: { licenseType: 'pro' },
    outOfTerm: { code: 'license-expired', details: { stopDate: dates.stopDate } },
  });
  const ended = await openDevice({
    disk,
    ports: (ports) => ({ ...ports, now: () => new Date(now.getTime() + 41 * day) }),
  });
  expect(at(ended.journey)).toBe('activated');
  expect(ended.journey.state.value.outOfTerm?.code).toBe('license-expired');
  ended.journey.part(returningActions).ask();
  await ended.journey.part(returningActions).confirm();
  expect(at(ended.journey)).toBe('returned');
  expect(ended.disk.machine.returns).toHaveLength(1);
});

test('a renewal leaves the license in force until the renewed one is here, and keeps a copy', async () => {
  const { journey, environment, disk } = await activatedMachine({}, dates);
  const first = disk.machine.license;
  environment.wait(30 * day);
  await journey.machine.renew();
  expect(at(journey)).toBe('no-network');
  journey.machine.review();
  await journey.machine.createRequest();
  const request = disk.machine.request ?? new Uint8Array();
  expect(disk.machine.license).toEqual(first);
  const renewed = await issueLicense(
    { request, licenseType: 'pro' },
    {
      licenseId: 'BBBBBBBBBBBBBBBBBBBBBA',
      issuedAt: '2026-12-23T12:00:00Z',
      stopDate: '2028-01-02T00:00:00Z',
    },
  );
  await journey.intake.deliver(fileOf(renewed));
  expect(at(journey)).toBe('activated');
  expect(journey.machine.term()).toEqual({ term: 'running' });
  expect(disk.machine).toMatchObject({ license: renewed, earlier: [first], request: null });
});

test('a renewal whose request is on its way is continued, not begun again', async () => {
  const { journey, disk } = await activatedMachine({}, dates);
  await journey.machine.renew();
  journey.machine.review();
  await journey.machine.createRequest();
  const { request } = disk.machine;
  const again = await openDevice({ disk });
  expect(at(again.journey)).toBe('activated');
  await again.journey.machine.renew();
  expect(at(again.journey)).toBe('request');
  expect(disk.machine.request).toEqual(request);
});

test('a renewal over the network needs neither type nor serial number', async () => {
  const { journey, environment } = await activatedMachine({}, dates);
  environment.network = null;
  await journey.machine.renew();
  expect(at(journey)).toBe('license-type');
  const own = { for: 'this-machine' } as const;
  expect(journey.part(orderActions).typeOf(own)?.id).toBe('pro');
  expect(journey.part(orderActions).isRenewal(own)).toBe(true);
  environment.issue = { licenseId: 'BBBBBBBBBBBBBBBBBBBBBA', issuedAt: '2026-11-23T12:30:00Z' };
  await journey.part(orderActions).confirmType(own);
  expect(environment.orders).toMatchObject([{ licenseType: 'pro', renews: 'AAAAAAAAAAAAAAAAAAAAAA' }]);
  expect(environment.orders[0]).not.toHaveProperty('serialNumber');
  expect(at(journey)).toBe('activated');
});

test('the phone begins a new request of a machine with the type that it got before', async () => {
  const phone = await courierWith(1);
  phone.environment.issue = { serialMasked: `*****-*****-*****-${serial.slice(-5)}` };
  await order(phone);
  const again = await machineWithRequest({ installation: 11 });
  await again.journey.machine.startOver();
  await again.journey.machine.createRequest();
  await phone.journey.intake.deliver(fileOf(again.disk.machine.request));
  const { screen } = phone.journey.state.value;
  if (screen.at !== 'license-type') throw new Error(screen.at);
  expect(phone.journey.part(orderActions).typeOf(screen.order)?.id).toBe('personal');
  expect(phone.journey.part(orderActions).previousLicense(screen.order)).toMatchObject({ licenseType: 'personal' });

  // Another machine begins with nothing, and an order for both has no type of its own.
  await phone.journey.intake.deliver(fileOf(await requestFile(12)));
  const requestIds = phone.journey.state.value.carriedRequests.slice(1).map(({ requestId }) => requestId);
  const both = { for: 'carried-requests', requestIds } as const;
  expect(phone.journey.part(orderActions).typeOf(both)).toBeUndefined();
  expect(phone.journey.part(orderActions).previousLicense(both)).toBeNull();
  await phone.journey.part(orderActions).chooseType(both, 'personal');
  await phone.journey.part(orderActions).confirmType(both);
  expect(phone.environment.orders.map(({ licenseType }) => licenseType)).toEqual(Array(3).fill('personal'));
});

test('the phone renews a seat without its serial number; another type or number can still be chosen', async () => {
  const phone = await courierWith(1);
  await order(phone, 'pro');
  await phone.journey.part(orderActions).typeSerialNumber(phone.order, serial);
  await phone.journey.part(orderActions).submit(phone.order);
  const again = await machineWithRequest({ installation: 11 });
  await again.journey.machine.startOver();
  await again.journey.machine.createRequest();
  await phone.journey.intake.deliver(fileOf(again.disk.machine.request));
  const { screen } = phone.journey.state.value;
  if (screen.at !== 'license-type') throw new Error(screen.at);
  expect(phone.journey.part(orderActions).isRenewal(screen.order)).toBe(true);
  await phone.journey.part(orderActions).chooseType(screen.order, 'personal');
  expect(phone.journey.part(orderActions).isRenewal(screen.order)).toBe(false);
  await phone.journey.part(orderActions).chooseType(screen.order, 'pro');
  phone.journey.part(orderActions).enterSerialNumber(screen.order);
  expect(at(phone.journey)).toBe('serial-number');
  phone.journey.back();
  await phone.journey.part(orderActions).confirmType(screen.order);
  expect(at(phone.journey)).toBe('license');
  expect(phone.environment.orders.at(-1)).toMatchObject({ licenseType: 'pro', renews: 'AAAAAAAAAAAAAAAAAAAAAA' });
});

test('a renewal of a changed machine asks for the serial number, which moves the seat', async () => {
  const { journey, environment } = await activatedMachine({}, dates);
  environment.network = null;
  const own = { for: 'this-machine' } as const;
  await journey.machine.renew();
  environment.refuse = ({ confirmChange }) => (confirmChange ? null : 'machine-changed');
  environment.details = { changed: ['disk'], seat: 'moves' };
  await journey.part(orderActions).confirmType(own);
  expect(at(journey)).toBe('changed');
  await journey.part(orderActions).confirmChange(own);
  expect(at(journey)).toBe('serial-number');
  expect(environment.orders).toHaveLength(1);
});

test('the phone counts the days of the newest license of each machine', async () => {
  const phone = await courierWith(1);
  phone.environment.issue = { ...dates, serialMasked: `*****-*****-*****-${serial.slice(-5)}` };
  await order(phone);
  const [first = ''] = phone.requestIds;
  expect(phone.journey.part(renewalActions).renewalOf(first)).toBeNull();
  phone.environment.wait(2 * day);
  expect(phone.journey.part(renewalActions).renewalOf(first)).toEqual({ term: 'running' });
  phone.environment.wait(-2 * day);
  phone.environment.wait(25 * day);
  expect(phone.journey.part(renewalActions).renewalOf(first)).toMatchObject({ term: 'ending', daysLeft: 15 });
  phone.environment.wait(25 * day);
  expect(phone.journey.part(renewalActions).renewalOf(first)).toMatchObject({ term: 'ended' });
  expect(phone.journey.part(renewalActions).renewalOf('unknown')).toBeNull();
});
