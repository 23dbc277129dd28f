import { describe, expect, it } from 'vitest';
import { startScan } from '../../../src/activation/scan/scan.ts';
import { Refusal } from '../../../src/refusal.ts';
import { bytesToText } from '../../../src/transfer/alphabet.ts';
import { frameTextFor, streamIdOf, writeFrame } from '../../../src/transfer/frame.ts';
import { packParcel } from '../../../src/transfer/packParcel.ts';
import { createSender, type Sender } from '../../../src/transfer/sender.ts';
import { poisoned } from '../../transfer/frameForms.ts';
import { noise } from '../../transfer/sampleDocuments.ts';
import { emptyDisk, openDevice, pictureOf } from '../environment.ts';

const page = 'https://activate.example/';
const cameras = [{ id: 'back', name: 'Back camera' }];
const video = {} as HTMLVideoElement;
const fileNamed = (name: string, length = 3000) => ({ kind: 'file', name, bytes: noise(name, length) }) as const;
const settled = () => new Promise((resolve) => setTimeout(resolve));

type Device = Awaited<ReturnType<typeof openDevice>>;

const openPhone = (options: Parameters<typeof openDevice>[0] = {}) =>
  openDevice({ handheld: true, cameras, ...options });

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

const textsOf = (sender: Sender) => Array.from({ length: sender.pageCount(5) }, (_, at) => sender.code(at * 5, 5).text);

/** Matching codes that contain a container of an unknown newer version, or a broken one. */
function codesOf(container: Uint8Array): readonly string[] {
  const streamId = streamIdOf(container);
  return [0, 1, 2].map((firstSymbol) => {
    const payload = container.slice(firstSymbol * 220, (firstSymbol + 1) * 220);
    return bytesToText(writeFrame({ streamId, totalLength: container.length, firstSymbol, payload }));
  });
}

/** The state after a crash between the last code and storing the file. */
async function diskWithAll(sender: Sender) {
  const disk = emptyDisk();
  const phone = await openPhone({ disk });
  await scan(phone);
  const [last = '', ...others] = textsOf(sender).reverse();
  for (const text of others) phone.environment.see({ texts: [text] });
  await settled();
  const stream = disk.frames[0]?.stream ?? '';
  disk.frames = [...disk.frames, { stream, text: last.slice(page.length + 1) }];
  return disk;
}

describe('codes that are complete on the disk', () => {
  const panel = fileNamed('panel.bin');

  it('are imported at the next start', async () => {
    const disk = await diskWithAll(createSender(panel, page));
    const { journey } = await openPhone({ disk });
    expect(journey.state.value).toMatchObject({ screen: { at: 'arrived' }, busy: false, refusal: null });
    expect(journey.state.value.fileTransfer.arrived?.bytes).toEqual(panel.bytes);
    expect(disk.frames).toEqual([]);
  });

  it('do not override the link that opens the page', async () => {
    const disk = await diskWithAll(createSender(panel, page));
    const note = fileNamed('note.txt', 50);
    const { journey } = await openPhone({ disk, fragment: frameTextFor(packParcel(note)) });
    expect(journey.state.value.screen).toEqual({ at: 'arrived' });
    expect(journey.state.value.fileTransfer.arrived?.name).toBe('note.txt');
    await journey.fileTransfer.discard();
    expect(journey.state.value.fileTransfer.arrived?.name).toBe('panel.bin');
  });

  it('are deleted when they do not form a valid file', async () => {
    const disk = await diskWithAll(createSender(panel, page));
    disk.frames = disk.frames.map(({ stream, text }, at) => ({
      stream,
      text: at === 0 ? poisoned(`${page}#${text}`) : text,
    }));
    const { journey } = await openPhone({ disk });
    expect(journey.state.value).toMatchObject({ screen: { at: 'collect' }, refusal: null });
    expect(disk.frames).toEqual([]);
  });
});

describe('codes that are complete', () => {
  it('are processed once, even when the last picture shows several of them', async () => {
    const phone = await openPhone();
    await scan(phone);
    const texts = textsOf(createSender(fileNamed('panel.bin'), page));
    phone.environment.see({ texts: [...texts, ...texts] });
    await settled();
    expect(phone.disk.frames).toEqual([]);
    expect(phone.journey.intake.unfinished()).toBeNull();

    const note = fileNamed('note.txt', 50);
    phone.environment.deliver([pictureOf(frameTextFor(packParcel(note)))]);
    await settled();
    expect(phone.journey.state.value.fileTransfer.arrived?.name).toBe('note.txt');
  });

  it('are stored until the file itself is stored', async () => {
    const disk = emptyDisk();
    const phone = await openPhone({ disk });
    await scan(phone);
    const panel = fileNamed('panel.bin');
    const texts = textsOf(createSender(panel, page));
    for (const text of texts.slice(1)) phone.environment.see({ texts: [text] });
    await settled();
    disk.fileTransferRefusal = new Refusal('storage-full');
    phone.environment.see({ texts: [texts[0] ?? ''] });
    await settled();
    expect(phone.journey.state.value).toMatchObject({
      screen: { at: 'arrived' },
      storageError: { code: 'storage-full' },
    });
    disk.fileTransferRefusal = null;
    const again = await openPhone({ disk });
    expect(again.journey.state.value.fileTransfer.arrived?.bytes).toEqual(panel.bytes);
    expect([disk.fileTransfer.arrived?.name, disk.frames]).toEqual(['panel.bin', []]);
  });

  it.each([
    ['of a newer version', Uint8Array.of(0x7f, ...noise('x', 659)), 'frame-version-unsupported'],
    ['invalid as created', Uint8Array.of(0x10, ...noise('x', 659)), 'parcel-damaged'],
  ])('that are %s are reported and not stored', async (_, container, code) => {
    const phone = await openPhone();
    await scanFile(phone);
    for (const text of codesOf(container)) phone.environment.see({ texts: [text] });
    await settled();
    expect(phone.journey.state.value).toMatchObject({ screen: { at: 'file-transfer' }, refusal: { code } });
    expect([phone.disk.frames, phone.journey.intake.unfinished()]).toEqual([[], null]);

    phone.environment.deliver([pictureOf(...codesOf(container))]);
    await settled();
    expect(phone.journey.state.value.refusal?.code).toBe(code);
  });

  it('that are usable take precedence over unusable ones in the same picture', async () => {
    const phone = await openPhone();
    await scanFile(phone);
    const useless = frameTextFor(Uint8Array.of(0x7f, 1));
    phone.environment.see({ texts: [useless, frameTextFor(packParcel(fileNamed('note.txt', 50)))] });
    await settled();
    expect(phone.journey.state.value).toMatchObject({ screen: { at: 'arrived' }, refusal: null });
    expect(phone.environment.see({})).toBe(false);
  });

  it('that are unusable do not end another scan in progress', async () => {
    const phone = await openPhone();
    await scan(phone);
    const panel = fileNamed('panel.bin');
    const [first = '', ...others] = textsOf(createSender(panel, page));
    phone.environment.see({ texts: [first] });
    for (const text of codesOf(Uint8Array.of(0x7f, ...noise('x', 659)))) phone.environment.see({ texts: [text] });
    for (const text of others) phone.environment.see({ texts: [text] });
    await settled();
    expect(phone.journey.state.value.fileTransfer.arrived?.bytes).toEqual(panel.bytes);
  });
});

describe('foreign codes', () => {
  it('from many visits and tabs are discarded, except the most recent', async () => {
    const disk = emptyDisk();
    const links = [0, 1, 2, 3, 4, 5].map((at) => createSender(fileNamed(`part ${at}`), page).code(0, 5).text);
    // Tabs that are open at the same time do not know about each other.
    const tabs = await Promise.all(links.map(() => openPhone({ disk })));
    for (const [at, { environment }] of tabs.entries()) {
      environment.deliver(links[at] ?? '');
      await settled();
    }
    expect(disk.frames).toHaveLength(6);
    await openPhone({ disk });
    expect(disk.frames.map(({ text }) => `${page}#${text}`)).toEqual(links.slice(2));
  });

  it('do not fill the disk, slow down the next start, or remove codes of the scan in progress', async () => {
    const disk = emptyDisk();
    const phone = await openPhone({ disk });
    await scan(phone);
    const panel = fileNamed('panel.bin');
    const texts = textsOf(createSender(panel, page));
    for (const text of texts.slice(1)) phone.environment.see({ texts: [text] });
    for (let at = 0; at < 60; at++) {
      phone.environment.see({ texts: [createSender(fileNamed(`stray ${at}`), page).code(0, 5).text] });
    }
    await settled();
    expect(new Set(disk.frames.map(({ stream }) => stream)).size).toBeLessThanOrEqual(4);

    const again = await openPhone({ disk });
    await scan(again);
    again.environment.see({ texts: [texts[0] ?? ''] });
    await settled();
    expect(again.journey.state.value.fileTransfer.arrived?.bytes).toEqual(panel.bytes);
  });
});
