import { readdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { canIsolate } from '../harness/browsers/airGap.ts';
import { openDevice } from '../harness/browsers/chromium.ts';
import { setUpComputer } from '../harness/devices/computer.ts';
import { inspect } from '../harness/look/portraits.ts';
import type { CarriedFile } from '../harness/steps/carriedFile.ts';
import { button, code, openInWizard, saveRequest, title } from '../harness/steps/wizard.ts';
import { forgeLicense } from '../harness/vendor/forgeLicense.ts';
import { sharedService } from '../harness/vendor/service.ts';

const minute = (offset: number) => `${new Date(Date.now() + offset * 60_000).toISOString().slice(0, 19)}Z`;

/** Drops a file on the page, whatever it shows. */
function drop(page: Page, file: CarriedFile): Promise<void> {
  return page.evaluate(
    ({ text }) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], 'brought.lic'));
      window.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer }));
    },
    { text: new TextDecoder().decode(file.bytes) },
  );
}

describe.skipIf(!canIsolate)('keyferry machine wizard', () => {
  test('asks before a worse license replaces the installed one, which stays as a copy', async () => {
    const service = await sharedService();
    const computer = await setUpComputer(service);
    const target = computer.at('orrery.lic');
    const wizard = await computer.startWizard('--to', target);
    const { page } = await openDevice({ url: wizard.address, network: 'airGapped' });
    await button(page, 'Show the code').click();
    await code(page).waitFor();
    const request = await saveRequest(page);
    const pro = await forgeLicense(service, request, {
      ...{ licenseId: 'QUFBQUFBQUFBQUFBQUFBQQ', issuedAt: minute(0), features: ['export', 'render'] },
    });
    const personal = await forgeLicense(service, request, {
      ...{ licenseId: 'QkJCQkJCQkJCQkJCQkJCQg', issuedAt: minute(1), licenseType: 'personal', features: ['export'] },
    });
    await button(page, 'I have the license').click();
    await openInWizard(page, pro);
    await title(page, 'Thank you!').waitFor();

    await drop(page, personal);
    await title(page, 'Which license do you want to use?').waitFor();
    await page.getByText('Missing: render').waitFor();
    await inspect(page, 'local-worse-license');
    const installed = () => JSON.parse(computer.machine('status', '--json', '--to', target).stdout).license.licenseType;
    expect(installed()).toBe('pro');
    await page.reload();
    await button(page, 'Replace with Personal').click();
    await title(page, 'Thank you!').waitFor();
    expect(installed()).toBe('personal');
    expect(readdirSync(computer.at('.local/share/keyferry/orrery/previous'))).toHaveLength(1);

    await drop(page, pro);
    await title(page, 'The newer license stays').waitFor();
    await button(page, 'Continue').click();
    await title(page, 'Thank you!').waitFor();
    expect(installed()).toBe('personal');
  });
});
