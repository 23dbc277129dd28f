import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { fingerprintOf } from '../../../src/documents/contents/fingerprint.ts';
import { openMachine } from '../harness/devices/machine.ts';
import { openPhone } from '../harness/devices/phone.ts';
import { readCode } from '../harness/light/readCode.ts';
import { portray } from '../harness/look/portraits.ts';
import {
  button,
  makeRequest,
  openInWizard,
  orderLicense,
  saveLicense,
  saveRequest,
  title,
} from '../harness/steps/wizard.ts';
import { newSerial, sharedService } from '../harness/vendor/service.ts';

/** CSS pixels a millimeter. */
const pixels = 96 / 25.4;
/** Width and height between the margins, in millimeters. */
const formats = { A4: [186, 273], Letter: [191.9, 255.4] } as const;
type Format = keyof typeof formats;

test('request and license fill two sides of A4 and Letter, and the printed code is read', async () => {
  const service = await sharedService();
  const [machine, phone] = await Promise.all([openMachine(service, { form: 'file' }), openPhone(service)]);
  await makeRequest(machine.page);
  const request = await saveRequest(machine.page);
  await expectSheets(machine.page, 'request', request.bytes);

  await openInWizard(phone.page, request);
  await orderLicense(phone.page, 'Pro', await newSerial(service, 'pro', 5));
  await title(phone.page, 'You’re almost done').waitFor();
  await expectSheets(phone.page, 'license', (await saveLicense(phone.page)).bytes);
});

/** Prints both formats, and looks at the first side as the printer draws it. */
async function expectSheets(page: Page, name: string, file: Uint8Array): Promise<void> {
  await button(page, 'Print').and(page.locator('[aria-busy="false"]')).waitFor({ state: 'attached' });
  const before = page.viewportSize() ?? { width: 1280, height: 800 };
  for (const format of Object.keys(formats) as Format[]) {
    const pdf = await page.pdf({ format });
    expect(pagesOf(pdf), `${name} on ${format}`).toBe(2);
    await lay(page, format);
    const code = page.locator('.sheet-code .code-picture');
    const { width = 0 } = (await code.boundingBox()) ?? {};
    expect(width / pixels, `${name} on ${format}, in mm`).toBeGreaterThan(165);
    expect(await readCode(await code.screenshot())).toMatch(/^HTTPS?:/i);
    const text = await page.locator('.paper').innerText();
    expect(text).toContain(fingerprintOf(file));
    await portray(page, `sheet-${name}-${format}`);
    await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
    await page.emulateMedia({ media: null });
    await page.setViewportSize(before);
  }
}

/** Shows the sheets as they are printed. */
async function lay(page: Page, format: Format): Promise<void> {
  const [width, height] = formats[format];
  await page.setViewportSize({ width: Math.round(width * pixels), height: Math.round(height * pixels) });
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
  await page.emulateMedia({ media: 'print' });
}

/** @returns the number of pages of a PDF file */
function pagesOf(pdf: Uint8Array): number {
  return (
    Buffer.from(pdf)
      .toString('latin1')
      .match(/\/Type \/Page\b/g)?.length ?? 0
  );
}
