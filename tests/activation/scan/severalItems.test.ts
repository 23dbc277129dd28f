import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { writeRequest } from '../../../src/documents/request.ts';
import { createSender } from '../../../src/transfer/sender.ts';
import { installationSigner, requestFields } from '../../documents/sample.ts';
import { noise } from '../../transfer/sampleDocuments.ts';
import { issueLicense, openDevice, pictureOf } from '../environment.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const file = (name: string, bytes: Uint8Array) => new File([new Uint8Array(bytes)], name);
const picture = (name: string, ...codes: readonly string[]) => new File([pictureOf(...codes)], name);
const pdf = utf8('%PDF-1.7\n%âãÏÓ\n1 0 obj');

const requestOf = (number: number, product = 'orrery') =>
  writeRequest({ ...requestFields, product, requestId: `${10 + number}AAAAAAAAAAAAAAAAAAAA` }, installationSigner);
const codeOf = (bytes: Uint8Array) =>
  createSender({ kind: 'document', bytes }, 'https://example.test/').whole?.text ?? '';

const [first, second, third, foreign] = await Promise.all([
  requestOf(1),
  requestOf(2),
  requestOf(3),
  requestOf(4, 'other'),
]);
const damaged = utf8(new TextDecoder().decode(third).replace('Product="orrery"', 'Product="orery"').slice(0, -60));

async function phone() {
  const device = await openDevice({ handheld: true });
  return {
    ...device,
    /** @returns the name and the code of each unused item */
    unused: () =>
      (device.journey.state.value.intakeReport?.unused ?? []).map(({ name, refusal }) => [
        name,
        refusal.details.kind ?? refusal.code,
      ]),
    taken: () => device.disk.carriedRequests.size,
  };
}

describe('several items at once', () => {
  it('are judged one by one: the good ones are taken, each bad one is named with what it is', async () => {
    const { journey, unused, taken } = await phone();
    await journey.intake.deliver([
      file('a.licreq', first),
      file('manual.pdf', pdf),
      file('other.licreq', foreign),
      file('cut.licreq', damaged),
      picture('photo.png'),
      picture('label.png', 'https://example.test/a-product'),
      picture('b.png', codeOf(second)),
      file('pictures.zip', zipSync({ 'a.txt': utf8('x'), 'b.txt': utf8('y') })),
      file('empty.licreq', new Uint8Array()),
      file('large.mp4', noise('large', 1_048_577)),
      file('c.licreq', third),
    ]);
    expect(taken()).toBe(3);
    expect(journey.state.value).toMatchObject({ screen: { at: 'collect' }, refusal: null, intakeReport: { taken: 3 } });
    expect(Object.fromEntries(unused())).toEqual({
      'manual.pdf': 'pdf',
      'other.licreq': 'product-other',
      'cut.licreq': 'file-cut-short',
      'photo.png': 'picture-without-code',
      'label.png': 'web-address',
      'pictures.zip': 'archive-of-others',
      'empty.licreq': 'file-empty',
      'large.mp4': 'file-too-large',
    });
  });

  it('may stand in an archive, pictures as well, and its bad ones are named by their paths', async () => {
    const { journey, unused, taken } = await phone();
    const zip = zipSync({
      'room 1/a.licreq': first,
      'room 1/b.gif': new Uint8Array(await pictureOf(codeOf(second)).arrayBuffer()),
      'readme.pdf': pdf,
      'room 2/c.licreq': damaged,
    });
    await journey.intake.deliver([file('rooms.zip', zip)]);
    expect(taken()).toBe(2);
    expect(Object.fromEntries(unused())).toEqual({
      'rooms.zip/readme.pdf': 'pdf',
      'rooms.zip/room 2/c.licreq': 'file-cut-short',
    });
  });

  it('report a picture with a part of several codes, when the others do not complete it', async () => {
    const { journey, unused, taken } = await phone();
    const sender = createSender({ kind: 'file', bytes: noise('panel', 5000) }, 'https://example.test/');
    await journey.intake.deliver([file('a.licreq', first), picture('part.png', sender.code(0, 5).text)]);
    expect(taken()).toBe(1);
    expect(unused()).toEqual([['part.png', 'parcel-incomplete']]);
  });

  it('of which none can be used change no screen', async () => {
    const { journey, unused } = await phone();
    const { screen } = journey.state.value;
    await journey.intake.deliver([file('manual.pdf', pdf), file('notes.txt', utf8('notes'))]);
    expect(journey.state.value).toMatchObject({ screen, refusal: null, intakeReport: { taken: 0 } });
    expect(unused()).toEqual([
      ['manual.pdf', 'pdf'],
      ['notes.txt', 'file-unrecognized'],
    ]);
  });

  it('are reported until the report is closed, also after a further delivery', async () => {
    const { journey, unused } = await phone();
    await journey.intake.deliver([file('manual.pdf', pdf), file('a.licreq', first)]);
    await journey.intake.deliver([file('notes.txt', utf8('notes')), file('b.licreq', second)]);
    await journey.intake.deliver([file('c.licreq', third)]);
    expect(unused().map(([name]) => name)).toEqual(['manual.pdf', 'notes.txt']);
    journey.intake.closeReport();
    expect(journey.state.value.intakeReport).toBeNull();
  });
});

describe('a single item', () => {
  it('that cannot be used is refused as before', async () => {
    const { journey } = await phone();
    await journey.intake.deliver([file('manual.pdf', pdf)]);
    expect(journey.state.value).toMatchObject({ refusal: { code: 'file-unrecognized' }, intakeReport: null });
    await journey.intake.deliver([file('x.zip', zipSync({ 'a.txt': utf8('x'), 'b.txt': utf8('y') }))]);
    expect(journey.state.value.refusal?.details).toEqual({ kind: 'archive-of-others' });
  });

  it('that cannot be read any more is refused as unreadable', async () => {
    const { journey } = await phone();
    const gone = Object.assign(file('gone.licreq', first), { arrayBuffer: () => Promise.reject(new Error('gone')) });
    await journey.intake.deliver([gone]);
    expect(journey.state.value.refusal?.code).toBe('file-unreadable');
  });
});

describe('several items at the machine', () => {
  it('activate it when one is its license, and the others are named', async () => {
    const { journey, disk } = await openDevice({});
    await journey.chooseRole('machine');
    await journey.machine.createRequest();
    const request = disk.machine.request ?? new Uint8Array();
    const own = await issueLicense({ request, licenseType: 'pro' });
    const others = await issueLicense({ request: first, licenseType: 'pro' }, { licenseId: 'BBBBBBBBBBBBBBBBBBBBBA' });
    await journey.intake.deliver([
      file('manual.pdf', pdf),
      file('others.lic', others),
      file('request.licreq', request),
      file('own.lic', own),
    ]);
    expect(journey.state.value).toMatchObject({ screen: { at: 'activated' }, refusal: null });
    expect(journey.state.value.intakeReport?.unused.map(({ name }) => name)).toEqual(['manual.pdf', 'request.licreq']);
  });
});
