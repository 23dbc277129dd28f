import type { Page } from 'playwright-core';
import QRCode from 'qrcode';
import { expect, test } from 'vitest';
import { openPhone } from '../harness/devices/phone.ts';
import { compose } from '../harness/light/darkroom.ts';
import { button, title } from '../harness/steps/wizard.ts';
import { sharedService } from '../harness/vendor/service.ts';

const lying = { width: 844, height: 390 };

test('the camera of the list shows and announces what to do next, also on a phone held sideways', async () => {
  const service = await sharedService();
  const { page, camera } = await openPhone(service);
  await title(page, 'Fetch a license').waitFor();
  await page.setViewportSize(lying);
  await page.clock.install();
  await button(page, 'Scan the code').focus();
  await page.keyboard.press('Enter');

  const scanner = page.getByRole('dialog', { name: 'Scan computers' });
  const words = scanner.getByRole('status');
  await words.getByText('Hold the code in the frame').waitFor();
  for (const part of ['.scanner', '.scanner-hint', '.scanner-bottom']) await expectInView(page, part);
  expect(await page.evaluate(() => document.activeElement?.closest('dialog')?.className)).toBe('scanner');

  await page.clock.fastForward(9000);
  await words.getByText('No code found yet.').waitFor();
  await expectInView(page, '.scanner-hint');

  await camera.show(
    await compose(await QRCode.toDataURL('WIFI:S:Plant;T:WPA;P:secret;;', { width: 600 }), { scale: 0.8 }),
  );
  await words.getByText('It is a code for joining a Wi-Fi network.').waitFor();
  await expectInView(page, '.scanner-news');

  await button(page, 'Close the camera').press('Enter');
  await button(page, 'Scan the code').waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
});

/** Pages scroll by whole pixels, but elements have fractional positions. */
async function expectInView(page: Page, selector: string): Promise<void> {
  await page.waitForFunction((target) => {
    const box = document.querySelector(target)?.getBoundingClientRect();
    return box && box.height > 0 && box.top >= -1 && box.bottom <= innerHeight + 1;
  }, selector);
}
