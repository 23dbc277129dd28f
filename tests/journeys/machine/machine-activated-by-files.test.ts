import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { damages } from '../../documents/heal/damages.ts';
import { openMachine } from '../harness/devices/machine.ts';
import { openPhone } from '../harness/devices/phone.ts';
import { snapshot } from '../harness/light/darkroom.ts';
import { dropFile, pasteFile, pasteText } from '../harness/steps/carriedFile.ts';
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
import { newSerial, sharedService } from '../harness/vendor/service.ts';

test('a machine without network is activated by files, even if they were renamed and packed on the way', async () => {
  const service = await sharedService();
  const [machine, phone] = await Promise.all([openMachine(service, { form: 'file' }), openPhone(service)]);
  await makeRequest(machine.page);
  const request = await saveRequest(machine.page);
  expect(request.name).toMatch(/^orrery-[0-9A-Z-]+\.licreq$/);
  expect(await machine.page.getByRole('status').allInnerTexts()).toContain(
    `License request file saved: ${request.name}`,
  );

  const archive = zipSync({ 'request (1).licreq.xml': request.bytes });
  await openInWizard(phone.page, { name: 'request.zip', bytes: archive });
  await orderLicense(phone.page, 'Plus', await newSerial(service, 'plus', 5));
  await title(phone.page, 'You’re almost done').waitFor();
  const license = await saveLicense(phone.page);
  expect(license.name).toMatch(/\.lic$/);

  await button(machine.page, 'I have the license').click();
  const mail = damages['mail with an attachment']?.(license.bytes) ?? license.bytes;
  await openInWizard(machine.page, { name: 'license.eml.txt', bytes: mail });
  await title(machine.page, 'Thank you!').waitFor();
});

test('the request is dropped as a file, and the license pasted as a picture of the code', async () => {
  const service = await sharedService();
  const [machine, phone] = await Promise.all([openMachine(service, { form: 'file' }), openPhone(service)]);
  await makeRequest(machine.page);
  await dropFile(phone.page, await saveRequest(machine.page));
  await orderLicense(phone.page, 'Personal');
  await title(phone.page, 'You’re almost done').waitFor();

  const picture = await snapshot(code(phone.page));
  await button(machine.page, 'I have the license').click();
  await pasteFile(machine.page, { name: 'photo.jpg', bytes: picture });
  await title(machine.page, 'Thank you!').waitFor();
});

test('request and license are pasted as text', async () => {
  const service = await sharedService();
  const [machine, phone] = await Promise.all([openMachine(service, { form: 'file' }), openPhone(service)]);
  await makeRequest(machine.page);
  const text = ({ bytes }: { bytes: Uint8Array }) => new TextDecoder().decode(bytes);
  await pasteText(phone.page, text(await saveRequest(machine.page)));
  await orderLicense(phone.page, 'Personal');
  await title(phone.page, 'You’re almost done').waitFor();
  const license = text(await saveLicense(phone.page)).replaceAll('\n', '\r\n> ');

  await button(machine.page, 'I have the license').click();
  await button(machine.page, 'Paste text').click();
  await machine.page.getByLabel(/^Text of the file/).fill(`Hello,\n> ${license}\n-- \nAda`);
  await button(machine.page, 'Use this text').click();
  await title(machine.page, 'Thank you!').waitFor();
});
