import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { codesIn } from '../../../cli/qr/pictures/codeReader.ts';
import { type KeyboardLayout, layouts } from '../../../src/documents/keyboard/layouts.ts';
import { typedOn } from '../../documents/keyboard/typedOn.ts';
import { openMachine } from '../harness/devices/machine.ts';
import { openPhone } from '../harness/devices/phone.ts';
import { pasteText } from '../harness/steps/carriedFile.ts';
import { button, code, makeRequest, saveRequest, title } from '../harness/steps/wizard.ts';
import { newSerial, sharedService } from '../harness/vendor/service.ts';

const [us, german, french] = layouts;

/** Presses the keys of a US keyboard on a computer that has another one, then Enter. */
async function scan(page: Page, computer: KeyboardLayout, text: string): Promise<string> {
  const typed = typedOn({ scanner: us, computer }, text) ?? '';
  await page.keyboard.type(typed);
  await page.keyboard.press('Enter');
  return typed;
}

async function openTextField(page: Page): Promise<void> {
  await button(page, 'Paste text').click();
  await page.getByLabel(/^Text of the file/).waitFor();
}

test.each([german, french])(
  'a machine with a keyboard of $language is activated by a scanner that types for a US one',
  async (computer) => {
    const service = await sharedService();
    const [machine, phone] = await Promise.all([openMachine(service, { form: 'file' }), openPhone(service)]);
    await makeRequest(machine.page);
    await pasteText(phone.page, new TextDecoder().decode((await saveRequest(machine.page)).bytes));
    await phone.page.getByRole('radio', { name: /^Plus/ }).check();
    await button(phone.page, 'Continue').click();
    await phone.page.getByLabel('Serial number').focus();
    const serial = await newSerial(service, 'plus', 5);
    expect(await scan(phone.page, computer, serial)).not.toBe(serial);
    await title(phone.page, 'You’re almost done').waitFor();

    const [link = ''] = (await codesIn(await code(phone.page).screenshot())) ?? [];
    expect(link).toContain('#$');
    await button(machine.page, 'I have the license').click();
    await openTextField(machine.page);
    expect(await scan(machine.page, computer, link)).not.toContain('#');
    await title(machine.page, 'Thank you!').waitFor();
  },
);

test('a scanned code of which characters got lost says what to set, and is taken when that is done', async () => {
  const service = await sharedService();
  const [machine, phone] = await Promise.all([openMachine(service, { form: 'file' }), openPhone(service)]);
  await makeRequest(machine.page);
  const [link = ''] = (await codesIn(await code(machine.page).screenshot())) ?? [];
  await openTextField(phone.page);
  await scan(phone.page, german, link.slice(0, -1));
  await title(phone.page, 'The scanner is set to another keyboard').waitFor();
  await phone.page.getByText('Set the scanner to the German keyboard layout').waitFor();

  await button(phone.page, 'Go back').click();
  await openTextField(phone.page);
  expect(await scan(phone.page, us, link)).toBe(link);
  await title(phone.page, 'Choose a license type').waitFor();
});
