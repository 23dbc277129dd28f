import { describe, expect, it, vi } from 'vitest';
import { batchActions } from '../../../src/activation/courier/batchOrders.ts';
import { orderActions } from '../../../src/activation/order.ts';
import { startScan } from '../../../src/activation/scan/scan.ts';
import { Refusal } from '../../../src/refusal.ts';
import { bytesToText } from '../../../src/transfer/alphabet.ts';
import { frameTextFor, writeFrame } from '../../../src/transfer/frame.ts';
import { packParcel } from '../../../src/transfer/packParcel.ts';
import { createSender } from '../../../src/transfer/sender.ts';
import { noise } from '../../transfer/sampleDocuments.ts';
import { codesOf } from '../codesOf.ts';
import { emptyDisk, openDevice, pictureOf } from '../environment.ts';

const page = 'https://activate.example/';
const cameras = [
  { id: 'back', name: 'Back camera' },
  { id: 'front', name: 'Front camera' },
];
const video = {} as HTMLVideoElement;
const outline = [
  { x: 0.3, y: 0.2 },
  { x: 0.7, y: 0.2 },
  { x: 0.7, y: 0.8 },
  { x: 0.3, y: 0.8 },
] as const;
const panel = { kind: 'file', name: 'panel.bin', bytes: noise('panel', 5000) } as const;
const sender = createSender(panel, page);

/** Runs pending promises. */
const settled = () => new Promise((resolve) => setTimeout(resolve));

type Device = Awaited<ReturnType<typeof openDevice>>;

async function openPhone(options: Parameters<typeof openDevice>[0] = {}): Promise<Device> {
  const device = await openDevice({ handheld: true, cameras, ...options });
  return device;
}

async function scan({ journey }: Device) {
  journey.open('camera');
  const running = journey.intake.scan(video, startScan);
  await settled();
  return running;
}

/** Scans on the screen that takes one file, where the camera ends with it. */
async function scanFile(device: Device) {
  device.journey.fileTransfer.begin();
  return scan(device);
}

/** A machine that waits for its license. */
async function openMachine(installation: number) {
  const { journey, environment } = await openDevice({ installation, cameras });
  await journey.chooseRole('machine');
  await journey.machine.createRequest();
  return { journey, environment, request: journey.state.value.machine.request ?? new Uint8Array() };
}

describe('a scan of several codes', () => {
  it('shows its progress and transfers any file byte for byte', async () => {
    const phone = await openPhone();
    const { view } = await scanFile(phone);
    expect(view.value).toMatchObject({ phase: 'looking', parts: null, secondsLeft: null, resumed: false });
    for (let first = 0; first < sender.symbolCount; first += 2) {
      phone.environment.wait(100);
      phone.environment.see({ texts: [sender.code(first, 2).text], outlines: [outline] });
    }
    await settled();
    expect(phone.journey.state.value.screen).toEqual({ at: 'arrived' });
    expect(phone.journey.state.value.fileTransfer.arrived).toEqual({ name: 'panel.bin', bytes: panel.bytes });
    expect(phone.disk.fileTransfer.arrived?.name).toBe('panel.bin');
    expect(phone.disk.frames).toEqual([]);
    expect(phone.environment.see({})).toBe(false);
  });

  it('estimates the remaining time from the speed of the last seconds', async () => {
    const phone = await openPhone();
    const { view } = await scan(phone);
    for (let first = 0; first < 10; first += 2) {
      phone.environment.see({ texts: [sender.code(first, 2).text], outlines: [outline] });
      phone.environment.wait(500);
    }
    phone.environment.see({ texts: [], outlines: [outline] });
    expect(view.value.parts).toEqual({ received: 10, needed: sender.symbolCount });
    expect(view.value.secondsLeft).toBeCloseTo(((sender.symbolCount - 10) / 8) * 2.5, 1);
  });

  it('advises several codes at once while a long transfer is slow, until it sees some', async () => {
    const long = createSender({ kind: 'file', bytes: noise('long', 60_000) }, 'https://activate.example/');
    const advice = async (codes: typeof sender, outlines: readonly (typeof outline)[], times = 6) => {
      const phone = await openPhone();
      const { view } = await scan(phone);
      for (let first = 0; first < 2 * times; first += 2) {
        phone.environment.see({ texts: [codes.code(first, 2).text], outlines });
        phone.environment.wait(500);
      }
      return view.value.adviseSeveral;
    };
    expect(await advice(long, [outline])).toBe(true);
    expect(await advice(long, [outline, outline])).toBe(false);
    expect(await advice(sender, [outline]), 'a short transfer').toBe(false);
  });

  it('reports an unclear code, no code, or a foreign code', async () => {
    const phone = await openPhone();
    const { view } = await scan(phone);
    const phases: string[] = [];
    const look = (texts: readonly string[], seen: boolean, times: number) => {
      for (let at = 0; at < times; at++) {
        phone.environment.wait(100);
        phone.environment.see({ texts, outlines: seen ? [outline] : [] });
      }
      phases.push(view.value.phase);
    };
    look([], false, 5);
    look([], true, 10);
    look([], true, 10);
    look(['https://example.com/'], true, 1);
    look([], false, 20);
    look([sender.code(0, 1).text], true, 1);
    look([], true, 10);
    look([], true, 10);
    look([], false, 1);
    expect(phases).toEqual([
      'looking',
      'looking',
      'unclear',
      'foreign',
      'looking',
      'reading',
      'reading',
      'unclear',
      'looking',
    ]);
  });

  it('continues after a reload where it stopped, even without the earlier codes', async () => {
    const disk = emptyDisk();
    const before = await openPhone({ disk });
    await scan(before);
    for (const first of [0, 2, 4]) before.environment.see({ texts: [sender.code(first, 2).text] });
    await settled();
    expect(disk.frames).toHaveLength(3);

    const after = await openPhone({ disk, entry: { at: 'collect', camera: true } });
    expect(after.journey.state.value.screen).toEqual({ at: 'collect' });
    const { view } = await scan(after);
    expect(view.value).toMatchObject({ resumed: true, parts: { received: 6, needed: sender.symbolCount } });
    for (let first = 1000; first < 1000 + sender.symbolCount - 6; first++) {
      after.environment.see({ texts: [sender.code(first, 1).text] });
    }
    await settled();
    expect(after.journey.state.value.fileTransfer.arrived?.bytes).toEqual(panel.bytes);
    expect(disk.frames).toEqual([]);
  });

  it('reports at once that the disk does not store scanned codes, and continues in memory', async () => {
    const phone = await openPhone();
    await scan(phone);
    phone.disk.refusal = new Refusal('storage-full');
    phone.environment.see({ texts: [sender.code(0, 5).text] });
    await settled();
    expect(phone.journey.state.value.storageError?.code).toBe('storage-full');
    for (let first = 5; first < sender.symbolCount; first += 5)
      phone.environment.see({ texts: [sender.code(first, 5).text] });
    await settled();
    expect(phone.journey.state.value.fileTransfer.arrived?.bytes).toEqual(panel.bytes);
  });

  it('ignores a stray code or a code of a newer version', async () => {
    const phone = await openPhone();
    await scan(phone);
    const tooLarge = bytesToText(
      writeFrame({
        streamId: Uint8Array.of(1, 2, 3, 4),
        totalLength: 900_000,
        firstSymbol: 0,
        payload: new Uint8Array(220),
      }),
    );
    const other = createSender({ kind: 'file', bytes: noise('other', 5000) }, page);
    for (let first = 0; first < sender.symbolCount; first += 3) {
      phone.environment.see({ texts: [sender.code(first, 3).text] });
      phone.environment.see({ texts: [other.code(first, 1).text, tooLarge, 'x'] });
    }
    await settled();
    expect(phone.journey.state.value.fileTransfer.arrived?.bytes).toEqual(panel.bytes);
    expect(phone.journey.state.value.refusal).toBeNull();
  });

  it('ends with the reason when the first code cannot be used', async () => {
    const phone = await openPhone();
    await scanFile(phone);
    phone.environment.see({ texts: [frameTextFor(Uint8Array.of(0x7f, 1))] });
    await settled();
    expect(phone.journey.state.value).toMatchObject({
      screen: { at: 'file-transfer' },
      refusal: { code: 'frame-version-unsupported' },
    });
  });

  it('loses no part when the camera is unplugged', async () => {
    const phone = await openPhone();
    await scan(phone);
    phone.environment.see({ texts: [sender.code(0, 5).text] });
    phone.environment.loseCamera(new Refusal('camera-busy'));
    await settled();
    expect(phone.journey.state.value).toMatchObject({ screen: { at: 'collect' }, refusal: { code: 'camera-busy' } });
    phone.journey.closeRefusal();
    const { view } = await scan(phone);
    expect(view.value.parts?.received).toBe(5);
  });
});

describe('the licenses of a whole room', () => {
  it('are transferred as codes, and each machine finds its own', async () => {
    const phone = await openPhone();
    const machines = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map(openMachine));
    await phone.journey.intake.deliver(machines.map(({ request }) => new Blob([new Uint8Array(request)])));
    const { carriedRequests } = phone.journey.state.value;
    phone.journey.part(batchActions).orderSeveral(carriedRequests.map(({ requestId }) => requestId));
    const { screen } = phone.journey.state.value;
    if (screen.at !== 'license-type') throw new Error('There is nothing to order.');
    await phone.journey.part(orderActions).chooseType(screen.order, 'personal');
    await phone.journey.part(orderActions).confirmType(screen.order);
    await vi.waitFor(() =>
      expect(phone.journey.state.value.carriedRequests.every(({ license }) => license)).toBe(true),
    );
    phone.journey.courier.showAll();
    const codes = codesOf(phone.journey.outgoing.value);
    expect(phone.journey.outgoing.value?.kind).toBe('licenses');

    const third = machines[2];
    third?.journey.machine.receive();
    third?.journey.open('camera');
    third?.journey.intake.scan(video, startScan);
    await settled();
    for (let first = 0; codes && third?.environment.see({ texts: [codes.code(first, 2).text] }); first += 2);
    await settled();
    expect(third?.journey.state.value.screen).toMatchObject({ at: 'activated' });
  });
});

describe('pictures of several codes', () => {
  it('are combined in any order, several in one picture', async () => {
    const phone = await openPhone();
    const codes = [0, 5, 10, 15, 20].map((first) => sender.code(first, 5).text);
    const [a = '', b = '', c = '', d = '', e = ''] = codes;
    phone.environment.deliver([pictureOf(d, b), pictureOf(e), pictureOf('x', a, c)]);
    await settled();
    expect(phone.journey.state.value.fileTransfer.arrived?.bytes).toEqual(panel.bytes);
  });

  it('report how much is missing, and further pictures add the rest', async () => {
    const phone = await openPhone();
    phone.environment.deliver([pictureOf(sender.code(0, 5).text)]);
    await settled();
    expect(phone.journey.state.value.refusal).toEqual({
      code: 'parcel-incomplete',
      details: { received: 5, needed: sender.symbolCount },
    });
    phone.journey.closeRefusal();
    phone.environment.deliver([5, 10, 15, 20].map((first) => pictureOf(sender.code(first, 5).text)));
    await settled();
    expect(phone.journey.state.value.fileTransfer.arrived?.bytes).toEqual(panel.bytes);
  });
});

describe('several pictures together', () => {
  const codeOf = (label: string) =>
    createSender({ kind: 'file', name: `${label}.txt`, bytes: noise(label, 40) }, page).whole?.text ?? '';

  it('import every file and show the last one', async () => {
    const { journey } = await openPhone();
    await journey.intake.deliver([pictureOf(codeOf('one')), pictureOf(codeOf('two'), codeOf('three'))]);
    const { arrived, unsaved } = journey.state.value.fileTransfer;
    expect([arrived, ...unsaved].map((file) => file?.name)).toEqual(['three.txt', 'one.txt', 'two.txt']);
    expect(journey.state.value.refusal).toBeNull();
  });

  it('import what is readable and report a picture that is not', async () => {
    const { journey } = await openPhone();
    const machines = await Promise.all([1, 2].map(openMachine));
    const codes = machines.map(
      ({ request }) => createSender({ kind: 'document', bytes: request }, page).whole?.text ?? '',
    );
    await journey.intake.deliver([pictureOf(codes[0] ?? ''), pictureOf(), pictureOf(codes[1] ?? '')]);
    expect(journey.state.value.carriedRequests).toHaveLength(2);
    expect(journey.state.value.intakeReport).toMatchObject({
      taken: 2,
      unused: [{ refusal: { code: 'picture-without-code' } }],
    });
  });

  it('do not report an unreadable picture when the others are sufficient', async () => {
    const { journey } = await openPhone();
    const pictures = [0, 5, 10, 15, 20].map((first) => pictureOf(sender.code(first, 5).text));
    await journey.intake.deliver([...pictures.slice(0, 3), pictureOf(), ...pictures.slice(3)]);
    expect(journey.state.value.fileTransfer.arrived?.bytes).toEqual(panel.bytes);
    expect(journey.state.value.refusal).toBeNull();
  });
});

describe('a link with one code of several', () => {
  it('opens the page with that part, and the page’s own camera continues', async () => {
    const { text } = sender.code(5, 5);
    const phone = await openPhone({ fragment: text.slice(page.length + 1) });
    expect(phone.journey.state.value).toMatchObject({ screen: { at: 'collect', camera: true }, refusal: null });
    const { view } = await scan(phone);
    expect(view.value.parts?.received).toBe(5);
  });

  it('reports a missing camera', async () => {
    const { text } = sender.code(5, 5);
    const { journey } = await openDevice({ handheld: true, fragment: text.slice(page.length + 1) });
    expect(journey.state.value).toMatchObject({ screen: { at: 'collect' }, refusal: { code: 'parcel-incomplete' } });
  });
});

describe('the camera', () => {
  it('is offered as soon as one is connected', async () => {
    const { journey, environment } = await openDevice({ handheld: true });
    expect(journey.cameraAccess.value).toBe('missing');
    environment.plugIn(cameras);
    expect(journey.cameraAccess.value).toBe('possible');
  });

  it('is the one chosen earlier, also after a reload', async () => {
    const disk = emptyDisk();
    const phone = await openPhone({ disk });
    const { view, chooseCamera } = await scan(phone);
    expect(view.value).toMatchObject({ cameras, camera: cameras[0], torch: false, zoom: { min: 1, max: 4 } });
    chooseCamera('front');
    await settled();
    expect(view.value.camera).toEqual(cameras[1]);
    const again = await openPhone({ disk });
    await scan(again);
    expect([...phone.environment.wanted, ...again.environment.wanted]).toEqual([null, cameras[1], cameras[1]]);
  });

  it('turns on its lamp and zooms up to its maximum', async () => {
    const { view, turnTorch, setZoom } = await scan(await openPhone());
    turnTorch(true);
    setZoom(9);
    await settled();
    expect(view.value).toMatchObject({ torch: true, zoom: { min: 1, max: 4, value: 4 } });
  });

  it('plays a sound on success only when enabled', async () => {
    const disk = emptyDisk();
    const whole = frameTextFor(packParcel({ ...panel, bytes: panel.bytes.slice(0, 50) }));
    for (const [wanted, successes] of [
      [false, 0],
      [true, 1],
    ] as const) {
      const phone = await openPhone({ disk });
      const { wantFeedback } = await scanFile(phone);
      wantFeedback(wanted);
      phone.environment.see({ texts: [whole] });
      expect(phone.environment.successes).toBe(successes);
    }
    const { view } = await scanFile(await openPhone({ disk }));
    expect(view.value.feedback).toBe(true);
  });
});

describe('a transferred file', () => {
  it('is shown as codes, survives a reload, and is deleted when discarded', async () => {
    const disk = emptyDisk();
    const device = await openPhone({ disk });
    device.journey.fileTransfer.begin();
    await device.journey.fileTransfer.choose(new File([new Uint8Array(panel.bytes)], '../panel.bin'));
    expect(device.journey.outgoing.value).toMatchObject({ kind: 'file', fileName: 'panel.bin' });
    expect(codesOf(device.journey.outgoing.value)?.code(0, 5).text).toContain('#$');

    const again = await openPhone({ disk, entry: { at: 'sending' } });
    expect(again.journey.state.value.screen).toEqual({ at: 'sending' });
    expect(again.journey.outgoing.value?.file).toEqual(panel.bytes);
    await again.journey.fileTransfer.discard();
    expect([again.journey.state.value.screen, disk.fileTransfer.sending]).toEqual([{ at: 'file-transfer' }, null]);
    again.journey.back();
    expect(again.journey.state.value.screen.at).toBe('collect');
  });

  it('keeps its codes unchanged while the screen around them changes', async () => {
    const { journey } = await openPhone();
    await journey.fileTransfer.choose(new File([new Uint8Array(panel.bytes)], 'panel.bin'));
    const { value } = journey.outgoing;
    journey.open('large');
    expect(journey.state.value.screen).toEqual({ at: 'sending', large: true });
    expect(journey.outgoing.value).toBe(value);
    journey.back();
    expect(journey.outgoing.value).toBe(value);
  });

  it('is refused above 256 KiB before it is read', async () => {
    const { journey } = await openPhone();
    await journey.fileTransfer.choose(new File([new Uint8Array(262_145)], 'large.bin'));
    expect(journey.state.value.refusal).toEqual({
      code: 'parcel-too-large',
      details: { bytes: 262_145, cap: 262_144 },
    });
  });

  it('is accepted unchanged when scanned on the transfer screen, even if it is a document', async () => {
    const device = await openPhone();
    const { request } = await openMachine(4);
    device.journey.fileTransfer.begin();
    await scan(device);
    device.environment.see({ texts: [frameTextFor(packParcel({ kind: 'file', name: 'a.licreq', bytes: request }))] });
    await settled();
    expect(device.journey.state.value.fileTransfer.arrived).toEqual({ name: 'a.licreq', bytes: request });
  });

  it('is named by its document type, because documents travel without a name', async () => {
    const device = await openPhone();
    const { request } = await openMachine(4);
    device.journey.fileTransfer.begin();
    await scan(device);
    device.environment.see({ texts: [frameTextFor(packParcel({ kind: 'document', bytes: request }))] });
    await settled();
    expect(device.journey.state.value.fileTransfer.arrived).toEqual({ name: 'orrery-request.licreq', bytes: request });
  });
});
