import { expect, it } from 'vitest';
import { startScan } from '../../../src/activation/scan/scan.ts';
import { seedSigner } from '../../../src/crypto/ed25519.ts';
import { joinBundle } from '../../../src/documents/bundle.ts';
import { writeRequest } from '../../../src/documents/request.ts';
import { writeReturnReceipt } from '../../../src/documents/returnReceipt.ts';
import { Refusal } from '../../../src/refusal.ts';
import { createSender } from '../../../src/transfer/sender.ts';
import { requestFields, returnFields } from '../../documents/sample.ts';
import { noise } from '../../transfer/sampleDocuments.ts';
import { issueLicense, openDevice } from '../environment.ts';

const video = {} as HTMLVideoElement;
const cameras = [{ id: 'back', name: 'Back camera' }];
const settled = () => new Promise((resolve) => setTimeout(resolve));
const page = 'https://activate.example/';
const codeOf = (bytes: Uint8Array) => createSender({ kind: 'document', bytes }, page).whole?.text ?? '';

function requestOf(number: number, product = 'orrery'): Promise<Uint8Array> {
  const signer = seedSigner(new Uint8Array(32).fill(number));
  const requestId = `${10 + number}AAAAAAAAAAAAAAAAAAAA`;
  return writeRequest({ ...requestFields, product, requestId, installationKey: signer.publicKey }, signer);
}

const requests = await Promise.all([1, 2, 3].map((number) => requestOf(number)));
const [first = '', second = '', third = ''] = requests.map(codeOf);

async function scanning(stored: Readonly<Record<string, string>> = {}) {
  const device = await openDevice({ handheld: true, cameras });
  const { journey, environment, disk } = device;
  for (const [name, value] of Object.entries(stored)) disk.settings.set(name, value);
  journey.open('camera');
  const scan = journey.intake.scan(video, startScan);
  await settled();
  const { state } = journey;
  return {
    ...device,
    scan,
    log: () => state.value.scanLog,
    count: () => state.value.scanLog.scanned.length,
    async look(...texts: readonly string[]): Promise<void> {
      environment.see({ texts });
      await settled();
    },
    /** The camera sees nothing for a while. */
    turnAway: () => environment.wait(4000),
  };
}

it('takes one computer after another, counts each once, and stays in the camera', async () => {
  const { journey, environment, disk, look, turnAway, log, count } = await scanning();
  await look(first);
  await look(first);
  await look(first);
  expect([count(), log().latest?.number, log().latest?.outcome]).toEqual([1, 1, 'added']);
  await look(second);
  turnAway();
  await look(first);
  expect([count(), log().latest?.outcome]).toEqual([2, 'known']);
  await look(third);
  expect([count(), disk.carriedRequests.size]).toEqual([3, 3]);
  expect(journey.state.value).toMatchObject({ screen: { at: 'collect', camera: true }, refusal: null, busy: false });
  expect([environment.successes, environment.attentions]).toEqual([3, 1]);
  expect(environment.see({})).toBe(true);
});

it('takes several codes in one picture, and several requests in one code', async () => {
  const { look, count } = await scanning();
  await look(first, second);
  expect(count()).toBe(2);
  const { look: lookAt, count: counted } = await scanning();
  await lookAt(createSender({ kind: 'document', bytes: joinBundle(requests) }, page).whole?.text ?? '');
  expect(counted()).toBe(3);
});

it('announces a computer only when it is on disk', async () => {
  const { journey, disk, environment, log } = await scanning();
  environment.see({ texts: [first] });
  expect([log().latest, environment.successes]).toEqual([null, 0]);
  await settled();
  expect([log().latest?.outcome, disk.carriedRequests.size]).toEqual(['added', 1]);
  disk.refusal = new Refusal('storage-full');
  environment.see({ texts: [second] });
  await settled();
  expect(journey.state.value.storageError?.code).toBe('storage-full');
  expect(log().scanned).toHaveLength(2);
});

it('names foreign codes and what is refused, once while they stay in view', async () => {
  const { journey, look, turnAway, log, count, environment } = await scanning();
  const license = await issueLicense({ request: requests[0] ?? new Uint8Array(), licenseType: 'pro' });
  const seen: (readonly [unknown, unknown])[] = [];
  for (const text of [
    'WIFI:S:Plant;T:WPA;P:secret;;',
    'https://example.test/manual',
    '4006381333931',
    codeOf(license),
    codeOf(await requestOf(4, 'other')),
  ]) {
    await look(text);
    await look(text);
    turnAway();
    const { refusal } = log().latest ?? {};
    seen.push([refusal?.code, refusal?.details.kind ?? refusal?.details.found]);
  }
  expect(seen).toEqual([
    ['code-not-ours', 'wifi'],
    ['code-not-ours', 'web-address'],
    ['code-not-ours', 'product-label'],
    ['document-type-wrong', 'license'],
    ['product-other', 'other'],
  ]);
  expect([log().latest?.number, count(), environment.attentions]).toEqual([5, 0, 5]);
  expect(journey.state.value).toMatchObject({ screen: { at: 'collect', camera: true }, refusal: null });
});

it('loses no part of a transfer of several codes when another computer is scanned in between', async () => {
  const { journey, look, count, scan } = await scanning();
  const sender = createSender({ kind: 'file', name: 'panel.bin', bytes: noise('panel', 5000) }, page);
  await look(sender.code(0, 10).text);
  await look(first);
  await look('https://example.test/label');
  expect([count(), scan.view.value.parts?.received]).toEqual([1, 10]);
  for (let at = 10; at < sender.symbolCount; at += 2) await look(sender.code(at, 2).text);
  expect(journey.state.value.fileTransfer.arrived?.name).toBe('panel.bin');
});

it('takes return receipts as well, and sends them', async () => {
  const { look, log, environment } = await scanning();
  const signer = seedSigner(new Uint8Array(32).fill(9));
  const fields = { ...returnFields, product: 'orrery', installationKey: signer.publicKey };
  const receipt = await writeReturnReceipt(fields, signer);
  await look(codeOf(receipt));
  expect(log().latest).toMatchObject({ outcome: 'added', taken: [{ type: 'return' }] });
  await expect.poll(() => environment.receipts).toEqual([receipt]);
});

it('loads the decoder when a screen offers the camera, and only where there is one', async () => {
  for (const [given, expected] of [
    [cameras, 1],
    [null, 0],
  ] as const) {
    const { journey, environment } = await openDevice({ handheld: true, ...(given && { cameras: given }) });
    const before = environment.preparations;
    expect(journey.state.value.screen.at).toBe('collect');
    expect(before).toBe(expected);
  }
});

it('leads to the form of the only computer, and to the list of several', async () => {
  const one = await scanning();
  await one.look(first);
  one.journey.intake.endScan();
  expect(one.journey.state.value.screen).toMatchObject({ at: 'license-type' });
  const two = await scanning();
  await two.look(first, second);
  two.journey.intake.endScan();
  expect(two.journey.state.value.screen).toEqual({ at: 'collect' });
  const none = await scanning();
  none.journey.intake.endScan();
  expect(none.journey.state.value.screen).toEqual({ at: 'collect' });
});

it('counts from the beginning when the camera is turned on again', async () => {
  const { journey, look, count } = await scanning();
  await look(first);
  journey.back();
  journey.open('camera');
  expect(count()).toBe(0);
});

it('takes files that are opened from the camera, and goes on', async () => {
  const { journey, count, log } = await scanning();
  await journey.intake.deliver([new File([new Uint8Array(requests[0] ?? [])], 'a.licreq')]);
  expect([count(), log().latest?.outcome]).toEqual([1, 'added']);
  await journey.intake.deliver([new File(['%PDF-1.7'], 'a.pdf')]);
  expect(log().latest).toMatchObject({ outcome: 'refused', refusal: { code: 'file-unrecognized' } });
  expect(journey.state.value.screen).toEqual({ at: 'collect', camera: true });
});

it('is silent where the person has turned sounds off', async () => {
  const { look, environment } = await scanning({ feedback: 'off' });
  await look(first);
  expect([environment.successes, environment.attentions]).toEqual([0, 0]);
});
