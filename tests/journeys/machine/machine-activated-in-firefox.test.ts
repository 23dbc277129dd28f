import { readFileSync } from 'node:fs';
import { toDataURL } from 'qrcode';
import { beforeAll, describe, expect, test } from 'vitest';
import { canIsolate } from '../harness/browsers/airGap.ts';
import { type FirefoxMachine, openFirefox } from '../harness/browsers/firefox.ts';
import { setUpComputer } from '../harness/devices/computer.ts';
import { usbStick } from '../harness/devices/machine.ts';
import { openPhone } from '../harness/devices/phone.ts';
import { untilFileEnds } from '../harness/lifetime.ts';
import { compose, handheld } from '../harness/light/darkroom.ts';
import { readThroughCamera } from '../harness/light/lookThroughCamera.ts';
import { expectAccessible } from '../harness/look/accessible.ts';
import { fetchLicenseByLight, heading, press } from '../harness/steps/firefoxWizard.ts';
import { sharedService } from '../harness/vendor/service.ts';

/** One Firefox for both: the pages are of different origins, so they share no storage. */
describe.skipIf(!canIsolate)('in Firefox, without network', () => {
  let machine: FirefoxMachine;
  beforeAll(async () => {
    machine = await openFirefox(untilFileEnds);
  });

  test('a machine is activated by light only', async () => {
    const service = await sharedService();
    await machine.page.goto(await usbStick(service));
    const phone = await openPhone(service);

    await heading(machine.page, 'No network connection');
    await expectAccessible(machine.page);
    await press(machine.page, 'Activate manually');
    await press(machine.page, 'Show the code');
    await machine.page.locator('.code-face').wait();
    await expectAccessible(machine.page);
    await fetchLicenseByLight(machine, phone);

    await machine.page.reload();
    await heading(machine.page, 'Thank you!');
    expect(await machine.page.evaluate(() => [location.protocol, isSecureContext])).toEqual(['file:', true]);

    // Requirements of the other tests: the camera sees the displayed code, and there is no network.
    await machine.show(await compose(await toDataURL('in Firefox', { width: 600, margin: 4 }), handheld));
    await expect.poll(() => readThroughCamera(machine.page)).toBe('in Firefox');
    await expect(machine.page.goto(service.address)).rejects.toThrow(/NS_ERROR|connection/i);
  });

  test('keyferry machine wizard activates by light', async () => {
    const service = await sharedService();
    const computer = await setUpComputer(service);
    const wizard = await computer.startWizard('--to', 'orrery.lic');
    await machine.page.goto(wizard.address);
    const phone = await openPhone(service);

    await heading(machine.page, 'What leaves this computer');
    expect(machine.page.url()).not.toContain('token');
    await expectAccessible(machine.page);
    await press(machine.page, 'Show the code');
    await fetchLicenseByLight(machine, phone);
    await expectAccessible(machine.page);
    expect(readFileSync(computer.at('orrery.lic'), 'utf8')).toContain('<License');
    await machine.page.reload();
    await heading(machine.page, 'Thank you!');
  });
});
