import { expect, test } from 'vitest';
import { canIsolate } from './browsers/airGap.ts';
import { openDevice } from './browsers/chromium.ts';
import { openMachine, usbStick } from './devices/machine.ts';
import { openPhone } from './devices/phone.ts';
import { intranetHost } from './vendor/intranetHost.ts';
import { type Service, sharedService } from './vendor/service.ts';

/**
 * What the other journeys rely on: an air-gapped machine has no network, and devices differ in camera and context. Without
 * these tests a journey could pass for the wrong reason.
 */

test.skipIf(!canIsolate)('a machine opened from a file has no network at all', async () => {
  const service = await sharedService();
  const { page } = await openMachine(service, { form: 'file' });
  expect(await page.evaluate(() => [location.protocol, isSecureContext])).toEqual(['file:', true]);
  await expect(page.goto(service.address)).rejects.toThrow(/net::ERR_/);
});

test('a machine on the intranet is not a secure context, one on localhost is', async () => {
  const service = await sharedService();
  const [plain, secure] = await Promise.all([
    openMachine(service, { form: 'http' }),
    openMachine(service, { form: 'localhost' }),
  ]);
  expect(await plain.page.evaluate(() => [isSecureContext, 'mediaDevices' in navigator])).toEqual([false, false]);
  expect(await secure.page.evaluate(() => isSecureContext)).toBe(true);
});

test('a device without a camera has none, and a user can deny access to a camera', async () => {
  const service = await sharedService();
  const ask = () => navigator.mediaDevices.getUserMedia({ video: true }).catch((error: Error) => error.name);
  const without = await openPhone(service, { camera: 'none' });
  expect(await without.page.evaluate(ask)).toBe('NotFoundError');
  const denied = await openPhone(service, { camera: 'denied' });
  expect(await denied.page.evaluate(ask)).toBe('NotAllowedError');
});

// The grammar of the policy has no IP addresses, and the demonstration's service often has only an IP address.
test.each(['localhost', '127.0.0.2'])(
  'the one-file page reaches the service at %s and no other',
  async (publicHost) => {
    const own = await sharedService({ publicHost });
    const other = await sharedService({ publicHost: intranetHost });
    const { page } = await openDevice({ url: await usbStick(own) });
    const reach = (target: string) =>
      page.evaluate(
        (url) =>
          fetch(url).then(
            ({ ok }) => (ok ? 'answered' : 'refused'),
            () => 'blocked',
          ),
        target,
      );
    const keyset = ({ address }: Service) => `${address.replace('localhost', publicHost)}/api/v1/keyset`;
    expect([await reach(keyset(own)), await reach(keyset(other))]).toEqual(['answered', 'blocked']);
  },
);
