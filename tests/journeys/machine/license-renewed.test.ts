import { expect, test } from 'vitest';
import { endDateIn } from '../../../src/messages/endDate.ts';
import { openMachine } from '../harness/devices/machine.ts';
import { openPhone } from '../harness/devices/phone.ts';
import { inspect } from '../harness/look/portraits.ts';
import {
  button,
  code,
  makeRequest,
  openInWizard,
  orderLicense,
  saveLicense,
  saveRequest,
  title,
} from '../harness/steps/wizard.ts';
import { forgeLicense } from '../harness/vendor/forgeLicense.ts';
import { adminToken, type Service, sharedService } from '../harness/vendor/service.ts';

const day = 86_400_000;
/** Its licenses last for a year, unlike others of the type. */
async function serialForAYear(service: Service): Promise<string> {
  const answer = await fetch(`${service.address}/api/v1/admin/serials`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${adminToken(service)}` },
    body: JSON.stringify({ licenseType: 'pro', seats: 1, count: 1, termDays: 365 }),
  });
  const { serials } = (await answer.json()) as { serials: readonly { serialNumber: string }[] };
  return serials[0]?.serialNumber ?? '';
}

const inDays = (count: number) => new Date(Date.now() + count * day);

test('a license near its end is renewed on the phone without its serial number; after its end, all is in reach', async () => {
  const service = await sharedService();
  const [{ page: machine }, { page: phone }] = await Promise.all([
    openMachine(service, { form: 'file' }),
    openPhone(service),
  ]);
  await makeRequest(machine);
  await openInWizard(phone, await saveRequest(machine));
  const serial = await serialForAYear(service);
  await orderLicense(phone, 'Pro', serial);
  await title(phone, 'You’re almost done').waitFor();
  await button(machine, 'I have the license').click();
  await openInWizard(machine, await saveLicense(phone));
  await title(machine, 'Thank you!').waitFor();

  // A year less some days later.
  await Promise.all([machine, phone].map((page) => page.clock.setFixedTime(inDays(355))));
  await machine.reload();
  await title(machine, /^\d+ days left$/).waitFor();
  await inspect(machine, '6-days-left');
  await phone.reload();
  await title(phone, 'You’re almost done').waitFor();
  await phone.getByText('choose “Renew” on the computer').waitFor();
  await inspect(phone, '6-phone-license-ends');
  await button(phone, 'Bring the new request').click();
  await phone.getByText(/days left/).waitFor();
  await inspect(phone, '6-phone-list');

  await button(machine, 'Renew').click();
  await title(machine, 'No network connection').waitFor();
  await button(machine, 'Renew manually').click();
  await button(machine, 'Show the code').click();
  await code(machine).waitFor();
  await openInWizard(phone, await saveRequest(machine));
  await phone.getByText(`This computer had: Pro, serial number ending in ${serial.slice(-5)}.`).waitFor();
  await inspect(phone, '6-phone-renews');
  await button(phone, 'Renew').click();
  await title(phone, 'You’re almost done').waitFor();
  await button(machine, 'I have the license').click();
  await openInWizard(machine, await saveLicense(phone));
  await title(machine, 'Thank you!').waitFor();

  await machine.clock.setFixedTime(inDays(800));
  await machine.reload();
  await title(machine, 'This license has expired').waitFor();
  await machine.getByText(serial.slice(-5)).waitFor();
  await inspect(machine, '6-expired');
  await button(machine, 'Return this license').click();
  await title(machine, 'Return this license?').waitFor();
  await button(machine, 'Keep the license').click();

  // The clock was wrong, and is right again.
  await machine.clock.setFixedTime(new Date());
  await button(machine, 'Check the date again').click();
  await title(machine, 'Thank you!').waitFor();
  expect(await machine.getByText('expired').count()).toBe(0);
});

test.each([
  ['UTC', 'en-US', 'en', '2027-03-31'],
  ['America/New_York', 'en-US', 'en', '2027-03-31'],
  ['Asia/Kolkata', 'en-US', 'en', '2027-04-01'],
  ['Europe/Berlin', 'de-DE', 'de', '2027-04-01'],
])('in %s, an end is the last good day there', async (timezoneId, locale, language, lastDay) => {
  const service = await sharedService();
  const { page } = await openMachine(service, { form: 'file', context: { timezoneId, locale: 'en-US' } });
  await makeRequest(page);
  const stopDate = '2027-04-01T00:00:00Z';
  const license = await forgeLicense(service, await saveRequest(page), { stopDate });
  await button(page, 'I have the license').click();
  await openInWizard(page, license);
  await title(page, 'Thank you!').waitFor();
  if (locale === 'de-DE') await page.getByLabel('Language').selectOption('Deutsch');
  const written = endDateIn(language, 'long', timezoneId)(stopDate);
  await page.getByText(written, { exact: true }).waitFor();
  expect(written).toContain(String(Number(lastDay.slice(-2))));
  if (locale === 'de-DE') await inspect(page, 'de-6-activated');
});
