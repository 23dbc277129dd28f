import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { encodeBase64Url } from '../../../src/crypto/base64.ts';
import { seedSigner } from '../../../src/crypto/ed25519.ts';
import { machineId } from '../../../src/documents/machineId.ts';
import { writeRequest } from '../../../src/documents/request.ts';
import { openDeviceWithDisk } from '../harness/browsers/chromium.ts';
import { untilReadyOffline } from '../harness/devices/phone.ts';
import { temporaryFolder } from '../harness/temporary.ts';
import { sharedService } from '../harness/vendor/service.ts';

/** A request of a machine that has no browser here. */
async function requestFile() {
  const signer = seedSigner(new Uint8Array(randomBytes(32)));
  const bytes = await writeRequest(
    {
      installationKey: signer.publicKey,
      requestId: encodeBase64Url(new Uint8Array(randomBytes(16))),
      product: 'orrery',
      productVersion: '5.2',
      createdAt: `${new Date().toISOString().slice(0, 19)}Z`,
      keysetVersion: 1,
      bindingStrength: 'weak',
      bindings: [],
    },
    signer,
  );
  const id = machineId(signer.publicKey);
  const path = join(temporaryFolder('request'), `${id}.licreq`);
  writeFileSync(path, bytes);
  return { id, path, base64: Buffer.from(bytes).toString('base64') };
}

test('the installed app opens files, shares and shortcuts, all in the window that is open', async () => {
  const service = await sharedService();
  const device = await openDeviceWithDisk({ url: service.address });
  const { page, context } = device;
  await untilReadyOffline(device);
  const [first, second, shared] = await Promise.all([requestFile(), requestFile(), requestFile()]);

  const session = await context.newCDPSession(page);
  expect(await session.send('Page.getInstallabilityErrors')).toEqual({ installabilityErrors: [] });
  const { appId: manifestId = '' } = await session.send('Page.getAppId');
  await session.send('PWA.install', { manifestId });
  const browser = await context.browser()?.newBrowserCDPSession();
  if (!browser) throw new Error('the browser of a device with a disk has no session');
  const { fileHandlers } = await browser.send('PWA.getOsAppState', { manifestId });
  const endings = fileHandlers.flatMap(({ accepts }) => accepts.flatMap(({ fileExtensions }) => fileExtensions));
  expect(endings).toEqual(['.licreq', '.lic', '.licret', '.licact', '.keyferry']);

  const { targetId } = await browser.send('PWA.launch', { manifestId });
  await context.setOffline(true);
  for (const { id, path } of [first, second]) {
    const launched = await browser.send('PWA.launchFilesInApp', { manifestId, files: [path] });
    expect(launched.targetIds).toEqual([targetId]);
    await page.getByText(id).first().waitFor();
  }

  const opened = page.waitForEvent('load');
  await page.evaluate(share, { name: `${shared.id}.licreq`, base64: shared.base64 });
  await opened;
  await page.getByText(shared.id).first().waitFor();

  await browser.send('PWA.launch', { manifestId, url: `${service.address}/?open=list` });
  const list = page.locator('.row-open');
  await expect.poll(() => list.count()).toBe(3);
  for (const { id } of [first, second, shared]) expect(await list.filter({ hasText: id }).count()).toBe(1);
  expect(context.pages()).toHaveLength(1);
});

/** Runs in the page: submits the form that the manifest's share target describes, as Android does. */
function share({ name, base64 }: { name: string; base64: string }): void {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const transfer = new DataTransfer();
  transfer.items.add(new File([bytes], name, { type: 'application/octet-stream' }));
  const files = Object.assign(document.createElement('input'), { type: 'file', name: 'files', files: transfer.files });
  const form = Object.assign(document.createElement('form'), { method: 'post', enctype: 'multipart/form-data' });
  form.action = './share';
  form.append(files);
  document.body.append(form);
  form.submit();
}
