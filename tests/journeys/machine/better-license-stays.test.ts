import { expect, test } from 'vitest';
import { joinBundle } from '../../../src/documents/bundle.ts';
import { openMachine } from '../harness/devices/machine.ts';
import { inspect } from '../harness/look/portraits.ts';
import { savedFile } from '../harness/steps/carriedFile.ts';
import { button, makeRequest, openInWizard, saveRequest, title } from '../harness/steps/wizard.ts';
import { forgeLicense } from '../harness/vendor/forgeLicense.ts';
import { sharedService } from '../harness/vendor/service.ts';

const day = (offset: number) => `${new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10)}T00:00:00Z`;
const minute = (offset: number) => `${new Date(Date.now() + offset * 60_000).toISOString().slice(0, 19)}Z`;
const licenseIds = ['QUFBQUFBQUFBQUFBQUFBQQ', 'QkJCQkJCQkJCQkJCQkJCQg', 'Q0NDQ0NDQ0NDQ0NDQ0NDQw'] as const;

test('the newest of a bundle counts, an older file replaces nothing, and a worse license asks first', async () => {
  const service = await sharedService();
  const { page } = await openMachine(service, { form: 'file' });
  await makeRequest(page);
  const request = await saveRequest(page);
  const forge = (index: 0 | 1 | 2, change: Parameters<typeof forgeLicense>[2]) =>
    forgeLicense(service, request, { licenseId: licenseIds[index], ...change });
  const older = await forge(0, { issuedAt: minute(0), holder: 'Older', stopDate: day(200) });
  const pro = await forge(1, { issuedAt: minute(1), holder: 'Newer', features: ['export', 'render'] });
  const personal = await forge(2, {
    ...{ issuedAt: minute(2), licenseType: 'personal', holder: 'Newer', features: ['export'], stopDate: day(90) },
  });

  await button(page, 'I have the license').click();
  await openInWizard(page, { name: 'all.lic', bytes: joinBundle([older.bytes, pro.bytes]) });
  await title(page, 'Thank you!').waitFor();
  await page.getByText('Newer').waitFor();

  const open = async (file: typeof pro) => {
    await page.evaluate(
      ({ text }) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([text], 'brought.lic'));
        window.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer }));
      },
      { text: new TextDecoder().decode(file.bytes) },
    );
  };
  await open(older);
  await title(page, 'The newer license stays').waitFor();
  await inspect(page, '5-newer-license-stays');
  await button(page, 'Continue').click();
  await title(page, 'Thank you!').waitFor();

  await open(personal);
  await title(page, 'Which license do you want to use?').waitFor();
  await page.getByText('Missing: render').waitFor();
  await inspect(page, '5-replace-license');
  await page.reload();
  await title(page, 'Which license do you want to use?').waitFor();
  await button(page, 'Keep Pro').click();
  await title(page, 'Thank you!').waitFor();
  await page.getByText('Other licenses of this computer').click();
  await inspect(page, '5-other-licenses');
  const declined = await savedFile(page, () => button(page, /^Save Personal, issued/).click());
  expect(declined.bytes).toEqual(personal.bytes);

  await open(personal);
  await button(page, 'Replace with Personal').click();
  await title(page, 'Thank you!').waitFor();
  await page.getByText('Other licenses of this computer').click();
  const replaced = await savedFile(page, () => button(page, /^Save Pro, issued/).click());
  expect(replaced.bytes).toEqual(pro.bytes);
});
