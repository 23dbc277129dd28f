import { expect, test } from 'vitest';
import { activatedMachine, fileOf, machineWithRequest } from '../../steps/devices.ts';
import { issueLicense, now, openDevice } from '../environment.ts';

const day = 24 * 60 * 60 * 1000;
const stopDate = '2027-06-01T00:00:00Z';

test('a clock that was a year ahead leaves nothing behind once it is right', async () => {
  const { journey, environment, disk } = await activatedMachine({}, { stopDate });
  environment.wait(365 * day);
  await environment.returnToPage();
  expect(journey.state.value.outOfTerm?.code).toBe('license-expired');
  const before = disk.machine;
  environment.wait(-365 * day);
  await environment.returnToPage();
  expect(journey.state.value).toMatchObject({ outOfTerm: null, refusal: null, license: { licenseType: 'pro' } });
  expect(disk.machine).toEqual(before);
});

test('a clock that was behind leaves nothing behind once it is right', async () => {
  const { disk } = await activatedMachine({}, { stopDate });
  let offset = -365 * day;
  const clock = () => new Date(now.getTime() + offset);
  const { journey, environment } = await openDevice({ disk, ports: (ports) => ({ ...ports, now: clock }) });
  expect(journey.state.value).toMatchObject({
    screen: { at: 'activated' },
    outOfTerm: { code: 'license-not-yet-valid' },
    license: { licenseType: 'pro' },
  });
  offset = 0;
  await journey.machine.checkAgain();
  expect(journey.state.value).toMatchObject({ outOfTerm: null, refusal: null });
  offset = -365 * day;
  await environment.returnToPage();
  expect(journey.state.value.outOfTerm?.code).toBe('license-not-yet-valid');
});

test('a license that a wrong clock refused is no longer called invalid when the clock is right', async () => {
  const { journey, environment, disk } = await machineWithRequest();
  const request = disk.machine.request ?? new Uint8Array();
  const license = await issueLicense({ request, licenseType: 'pro' }, { stopDate });
  environment.wait(-365 * day);
  await journey.intake.deliver(fileOf(license));
  expect(journey.state.value.refusal?.code).toBe('license-not-yet-valid');
  await environment.returnToPage();
  expect(journey.state.value.refusal?.code).toBe('license-not-yet-valid');
  environment.wait(365 * day);
  await environment.returnToPage();
  expect(journey.state.value.refusal).toBeNull();
  await journey.intake.deliver(fileOf(license));
  expect(journey.state.value.screen.at).toBe('activated');
});

test('the same for one that a clock ahead called expired', async () => {
  const { journey, environment, disk } = await machineWithRequest();
  const license = await issueLicense(
    { request: disk.machine.request ?? new Uint8Array(), licenseType: 'pro' },
    { stopDate },
  );
  environment.wait(365 * day);
  await journey.intake.deliver(fileOf(license));
  expect(journey.state.value.refusal?.code).toBe('license-expired');
  environment.wait(-365 * day);
  await environment.returnToPage();
  expect(journey.state.value.refusal).toBeNull();
});
