import { describe, expect, it } from 'vitest';
import { Refusal } from '../../src/refusal.ts';
import { frameTextFor } from '../../src/transfer/frame.ts';
import { packParcel } from '../../src/transfer/packParcel.ts';
import { noise } from '../transfer/sampleDocuments.ts';
import { emptyDisk, openDevice, pictureOf } from './environment.ts';

const fileNamed = (name: string) => ({ name, bytes: noise(name, 60) });
const linkTo = (name: string) => frameTextFor(packParcel({ kind: 'file', ...fileNamed(name) }));
const settled = () => new Promise((resolve) => setTimeout(resolve));

type Device = Awaited<ReturnType<typeof openDevice>>;

async function deliver({ environment }: Device, delivery: string | Blob): Promise<void> {
  environment.deliver(typeof delivery === 'string' ? delivery : [delivery]);
  await settled();
}

const inFront = ({ journey }: Device) => journey.state.value.fileTransfer.arrived?.name ?? null;

describe('a file that has arrived', () => {
  it('is kept when a link brings in another file before it is saved', async () => {
    const disk = emptyDisk();
    await deliver(await openDevice({ handheld: true, disk }), pictureOf(linkTo('mine.bin')));
    const phone = await openDevice({ handheld: true, disk, fragment: linkTo('hostile.exe') });
    expect(inFront(phone)).toBe('hostile.exe');
    await phone.journey.fileTransfer.discard();
    expect(phone.journey.state.value).toMatchObject({
      screen: { at: 'arrived' },
      fileTransfer: { arrived: fileNamed('mine.bin') },
    });
    await phone.journey.fileTransfer.discard();
    expect([phone.journey.state.value.screen, inFront(phone)]).toEqual([{ at: 'file-transfer' }, null]);
  });

  it('is replaced by the next file once it is saved', async () => {
    const device = await openDevice({ handheld: true });
    await deliver(device, linkTo('mine.bin'));
    expect(device.journey.save()).toBe('mine.bin');
    await settled();
    await deliver(device, linkTo('next.bin'));
    await device.journey.fileTransfer.discard();
    expect([device.journey.state.value.screen, inFront(device)]).toEqual([{ at: 'file-transfer' }, null]);
  });

  it('is listed once, however often it arrives', async () => {
    const device = await openDevice({ handheld: true });
    for (let times = 0; times < 3; times++) await deliver(device, linkTo('mine.bin'));
    await device.journey.fileTransfer.discard();
    expect(inFront(device)).toBeNull();
  });

  it('stays first when a flood of links brings in more files', async () => {
    const device = await openDevice({ handheld: true });
    await deliver(device, linkTo('mine.bin'));
    for (let at = 0; at < 40; at++) await deliver(device, linkTo(`flood ${at}`));
    const names: (string | null)[] = [];
    for (; inFront(device); await device.journey.fileTransfer.discard()) names.push(inFront(device));
    expect(names.length).toBeLessThan(12);
    expect(names.at(-1)).toBe('mine.bin');
  });

  it('can be found from every screen until it is saved', async () => {
    const device = await openDevice({ handheld: true });
    await deliver(device, linkTo('mine.bin'));
    device.journey.courier.collect();
    device.journey.fileTransfer.begin();
    expect(device.journey.state.value.screen).toEqual({ at: 'arrived' });
    device.journey.save();
    await settled();
    device.journey.fileTransfer.begin();
    expect(device.journey.state.value.screen).toEqual({ at: 'file-transfer' });
  });

  it('does not change the role of the device', async () => {
    const disk = emptyDisk();
    disk.settings.set('role', 'machine');
    const device = await openDevice({ disk, fragment: linkTo('mine.bin') });
    expect(device.journey.state.value).toMatchObject({ screen: { at: 'arrived' }, role: 'machine' });
  });
});

describe('two tabs', () => {
  it('do not overwrite each other’s files', async () => {
    const disk = emptyDisk();
    const [one, other] = [await openDevice({ disk }), await openDevice({ disk })];
    await deliver(one, linkTo('mine.bin'));
    await other.journey.fileTransfer.choose(new File(['x'], 'sent.bin'));
    expect(disk.fileTransfer).toMatchObject({ sending: { name: 'sent.bin' }, arrived: { name: 'mine.bin' } });
  });

  it('do not restore a file that the disk could not store', async () => {
    const disk = emptyDisk();
    const device = await openDevice({ disk });
    disk.refusal = new Refusal('storage-full');
    await deliver(device, linkTo('mine.bin'));
    device.environment.writeInOtherTab();
    await settled();
    expect(inFront(device)).toBe('mine.bin');
    disk.refusal = null;
    await device.journey.fileTransfer.choose(new File(['x'], 'sent.bin'));
    expect(disk.fileTransfer).toMatchObject({ sending: { name: 'sent.bin' }, arrived: { name: 'mine.bin' } });
  });

  it('keep separate roles until they are reopened', async () => {
    const disk = emptyDisk();
    disk.settings.set('role', 'machine');
    const device = await openDevice({ disk });
    disk.settings.set('role', 'courier');
    device.environment.writeInOtherTab();
    await settled();
    expect(device.journey.state.value.role).toBe('machine');
  });
});
