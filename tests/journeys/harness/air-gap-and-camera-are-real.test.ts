import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { toDataURL } from 'qrcode';
import { beforeAll, expect, test } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { canIsolate } from './browsers/airGap.ts';
import { openDevice } from './browsers/chromium.ts';
import { openFirefox } from './browsers/firefox.ts';
import { openMachine, usbStick } from './devices/machine.ts';
import { openPhone } from './devices/phone.ts';
import { compose, handheld } from './light/darkroom.ts';
import { type Service, sharedService, startService } from './vendor/service.ts';

/**
 * What the other journeys rely on: a machine without network has none, and a camera sees what stands before it. Each
 * of these would let a journey pass for the wrong reason.
 */

beforeAll(() => {
  const wasm = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
  prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer } });
});

/** Runs in a page: the camera's picture as it is now, as the address of a PNG. */
async function lookThroughCamera(): Promise<string> {
  const shared = window as { lens?: HTMLVideoElement };
  const lens = shared.lens ?? document.createElement('video');
  if (!shared.lens) {
    lens.srcObject = await navigator.mediaDevices.getUserMedia({ video: { width: 1280, height: 720 } });
    await lens.play();
    shared.lens = lens;
  }
  const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 640 });
  canvas.getContext('2d')?.drawImage(lens, 280, 0, 720, 720, 0, 0, 640, 640);
  return canvas.toDataURL('image/png');
}

interface Looking {
  evaluate(look: typeof lookThroughCamera): Promise<string>;
}

/** What the code before the camera says. */
async function readThroughCamera(page: Looking): Promise<string | undefined> {
  const address = await page.evaluate(lookThroughCamera);
  const [code] = await readBarcodes(Buffer.from(address.split(',')[1] ?? '', 'base64'), { formats: ['QRCode'] });
  return code?.text;
}

async function filmOfCode(text: string): Promise<Uint8Array[]> {
  return compose(await toDataURL(text, { width: 600, margin: 4 }), handheld);
}

test.skipIf(!canIsolate)('a machine opened from a file has no network at all', async () => {
  const service = await sharedService();
  const { page } = await openMachine(service, { form: 'file' });
  expect(await page.evaluate(() => [location.protocol, isSecureContext])).toEqual(['file:', true]);
  await expect(page.goto(service.address)).rejects.toThrow(/net::ERR_/);
});

test('a machine on the intranet is no secure context, one on localhost is', async () => {
  const service = await sharedService();
  const [plain, secure] = await Promise.all([
    openMachine(service, { form: 'http' }),
    openMachine(service, { form: 'localhost' }),
  ]);
  expect(await plain.page.evaluate(() => [isSecureContext, 'mediaDevices' in navigator])).toEqual([false, false]);
  expect(await secure.page.evaluate(() => isSecureContext)).toBe(true);
});

test('a device without camera has none, and a person can deny it', async () => {
  const service = await sharedService();
  const ask = () => navigator.mediaDevices.getUserMedia({ video: true }).catch((error: Error) => error.name);
  const without = await openPhone(service, { camera: 'none' });
  expect(await without.page.evaluate(ask)).toBe('NotFoundError');
  const denied = await openPhone(service, { camera: 'denied' });
  expect(await denied.page.evaluate(ask)).toBe('NotAllowedError');
});

test.skipIf(!canIsolate)('Firefox on a machine has no network, and its camera sees what is shown to it', async () => {
  const service = await sharedService();
  const machine = await openFirefox(await usbStick(service));
  expect(await machine.page.evaluate(() => [location.protocol, isSecureContext])).toEqual(['file:', true]);
  await machine.show(await filmOfCode('in Firefox'));
  await expect.poll(() => readThroughCamera(machine.page), { timeout: 10_000 }).toBe('in Firefox');
  await expect(machine.page.goto(service.address)).rejects.toThrow(/NS_ERROR|connection/i);
});

// The policies' grammar knows no addresses in numbers, and the service of a demonstration has nothing else.
test.each(['localhost', '127.0.0.2'])(
  'the one-file page reaches the service at %s and nobody else',
  async (publicHost) => {
    const [own, other] = await Promise.all([startService({ publicHost }), startService({ publicHost })]);
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
