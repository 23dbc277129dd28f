import { expect, test } from 'vitest';
import { openDevice } from '../harness/browsers/chromium.ts';
import { openMachine, openMachineWithDisk } from '../harness/devices/machine.ts';
import { openPhone } from '../harness/devices/phone.ts';
import { snapshot } from '../harness/light/darkroom.ts';
import { expectAccessible } from '../harness/look/accessible.ts';
import { portray } from '../harness/look/portraits.ts';
import { button, code, openInWizard, orderLicense, saveLicense, saveRequest, title } from '../harness/steps/wizard.ts';
import { intranetHost } from '../harness/vendor/intranetHost.ts';
import { sharedService } from '../harness/vendor/service.ts';

test('over plain http the page explains why there is no camera; pictures and files work', async () => {
  const service = await sharedService({ publicHost: intranetHost });
  const [machine, phone] = await Promise.all([openMachineWithDisk(service, { form: 'http' }), openPhone(service)]);
  await button(machine.page, /Activate this computer/).click();
  // The service answers here, but this user activates manually.
  await button(machine.page, 'Activate without network instead').click();
  await button(machine.page, 'Show the code').click();
  await code(machine.page).waitFor();

  const request = await saveRequest(machine.page);
  // Chromium blocks other endings on plain http, which Playwright hides.
  expect(request.name).toMatch(/\.licreq\.txt$/);
  await machine.page.getByText('It ends in .txt because').waitFor();
  await expectAccessible(machine.page);
  await portray(machine.page, '1-request-plain-http');

  await openInWizard(phone.page, request);
  await orderLicense(phone.page, 'Personal');
  await title(phone.page, 'You’re almost done').waitFor();

  await button(machine.page, 'I have the license').click();
  await machine.page.getByText('The camera cannot be used here').waitFor();
  expect(await button(machine.page, 'Scan the code').count()).toBe(0);
  await expectAccessible(machine.page);
  await portray(machine.page, '3-receive-plain-http');
  const picture = await snapshot(code(phone.page));
  await openInWizard(machine.page, { name: 'photo.jpg', bytes: picture });
  await title(machine.page, 'Thank you!').waitFor();

  await machine.reopen();
  await title(machine.page, 'Thank you!').waitFor();
});

test('a phone on a plain http page is asked for a picture and reads the file it gets', async () => {
  const service = await sharedService({ publicHost: intranetHost });
  const machine = await openMachine(service, { form: 'file' });
  await button(machine.page, 'Activate manually').click();
  await button(machine.page, 'Show the code').click();
  await code(machine.page).waitFor();

  const phone = await openDevice({
    url: service.intranetAddress,
    context: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  });
  // A machine with a touch screen looks the same from here, so the page asks.
  await button(phone.page, /^Fetch a license/).click();
  await title(phone.page, 'Fetch a license').waitFor();
  await portray(phone.page, '2-collect-plain-http');
  const picture = await snapshot(code(machine.page));
  await phone.page
    .getByLabel('Take a picture of the code')
    .setInputFiles({ name: 'image.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(picture) });
  await orderLicense(phone.page, 'Personal');
  await title(phone.page, 'You’re almost done').waitFor();
  const license = await saveLicense(phone.page);
  expect(license.name).toMatch(/\.lic\.txt$/);

  await button(machine.page, 'I have the license').click();
  await openInWizard(machine.page, license);
  await title(machine.page, 'Thank you!').waitFor();
});
