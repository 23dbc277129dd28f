import { expect, test } from 'vitest';
import { openMachine } from '../harness/devices/machine.ts';
import { expectAccessible } from '../harness/look/accessible.ts';
import { portray } from '../harness/look/portraits.ts';
import { button, title } from '../harness/steps/wizard.ts';
import { newSerial, sharedService } from '../harness/vendor/service.ts';

test('a machine with network is activated at once, with the keyboard only', async () => {
  const service = await sharedService();
  const { page } = await openMachine(service, { form: 'localhost' });
  await title(page, 'What would you like to do?').waitFor();
  await expectAccessible(page);
  await portray(page, '0-role');

  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await title(page, 'Choose a license type').waitFor();
  await page.keyboard.press('Tab');
  if (
    !(await page
      .getByRole('radio')
      .first()
      .evaluate((radio) => radio === document.activeElement))
  ) {
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  expect(await page.getByRole('radio', { name: /^Pro/ }).isChecked()).toBe(true);
  await page.keyboard.press('Enter');
  await title(page, 'Enter the serial number').waitFor();
  await expectAccessible(page);
  await page.getByLabel('Serial number').focus();
  await page.keyboard.type(await newSerial(service, 'pro', 1));
  await page.getByText('Complete').waitFor();
  await page.keyboard.press('Enter');
  await title(page, 'Thank you!').waitFor();
});

test('a typing mistake is detected, the wrong character is named and a correction offered', async () => {
  const service = await sharedService();
  const { page } = await openMachine(service, { form: 'localhost' });
  await button(page, /Activate this computer/).click();
  await page.getByRole('radio', { name: /^Pro/ }).check();
  await button(page, 'Continue').click();
  const serialNumber = await newSerial(service, 'pro', 3);
  const wrong = serialNumber.slice(0, 8) + (serialNumber[8] === 'A' ? 'B' : 'A') + serialNumber.slice(9);
  await page.getByLabel('Serial number').fill(wrong);
  await page.getByText('Look at character 8.').waitFor();
  await expectAccessible(page);
  await portray(page, '2-typing-mistake');
  await button(page, 'Use it').click();
  expect(await page.getByLabel('Serial number').inputValue()).toBe(serialNumber);
  await button(page, 'Activate').click();
  await title(page, 'Thank you!').waitFor();
});

test('a serial number without free seats is refused with instructions', async () => {
  const service = await sharedService();
  const serialNumber = await newSerial(service, 'plus', 1);
  const activate = async () => {
    const { page } = await openMachine(service, { form: 'localhost' });
    await button(page, /Activate this computer/).click();
    await page.getByRole('radio', { name: /^Plus/ }).check();
    await button(page, 'Continue').click();
    await page.getByLabel('Serial number').fill(`Your serial number: ${serialNumber.replaceAll('-', '\u2013')}.`);
    await button(page, 'Activate').click();
    return page;
  };
  await title(await activate(), 'Thank you!').waitFor();
  const second = await activate();
  await title(second, 'This serial number is used up').waitFor();
  await button(second, 'Go back').click();
  expect(await second.getByLabel('Serial number').inputValue()).toBe(serialNumber);
});
