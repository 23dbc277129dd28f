import { gzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { IncomingItems } from '../../src/activation/ports.ts';
import { joinBundle } from '../../src/documents/bundle.ts';
import { writeRequest } from '../../src/documents/request.ts';
import { writeReturnReceipt } from '../../src/documents/returnReceipt.ts';
import { createSender } from '../../src/transfer/sender.ts';
import { damages } from '../documents/heal/damages.ts';
import { installationSigner, requestFields, returnFields } from '../documents/sample.ts';
import { issueLicense, keysetOf, openDevice, pictureOf } from './environment.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const blob = (bytes: Uint8Array) => new Blob([new Uint8Array(bytes)]);
const ofOrrery = { product: 'orrery' };

const request = await writeRequest({ ...requestFields, ...ofOrrery }, installationSigner);
const receipt = await writeReturnReceipt({ ...returnFields, ...ofOrrery }, installationSigner);
const newerKeyset = await keysetOf({ version: 2, epoch: 1 });

/** Other ways than a file, with damages that they meet. */
const ways: Readonly<
  Record<string, readonly [bring: (file: Uint8Array) => IncomingItems, damages: readonly string[]]>
> = {
  'a pasted or shared text': [textOf, ['newlines to spaces', 'words wrapped at 72', 'HTML &nbsp;', 'quoted > ']],
  'a file beside another': [(file) => [blob(utf8('notes')), blob(file)], ['UTF-16 LE with mark', 'zip']],
  'a file carried by codes': [
    (file) => {
      const sender = createSender({ kind: 'file', bytes: file }, 'https://example.test/');
      return [pictureOf(...Array.from({ length: sender.pageCount(1) }, (_, page) => sender.code(page, 1).text))];
    },
    ['gzip', 'mail with an attachment'],
  ],
};

async function phone() {
  const device = await openDevice({ handheld: true });
  const { journey, disk } = device;
  return {
    ...device,
    /** @returns the request that is kept; it is removed again */
    async arrive(items: IncomingItems): Promise<Uint8Array | undefined> {
      await journey.intake.deliver(items);
      const [kept] = disk.carriedRequests.values();
      if (kept) await journey.courier.remove(kept.requestId);
      return kept?.request;
    },
  };
}

async function machine() {
  const device = await openDevice({ handheld: false });
  const { journey, disk } = device;
  await journey.chooseRole('machine');
  await journey.machine.createRequest();
  const asked = disk.machine.request ?? new Uint8Array();
  return {
    ...device,
    asked,
    license: await issueLicense({ request: asked, licenseType: 'pro' }, { holder: 'Zoë & Söhne “Müller”' }),
    /** @returns the license that is kept; it is removed again */
    async arrive(items: IncomingItems): Promise<Uint8Array | null> {
      disk.machine = { ...disk.machine, license: null };
      await journey.intake.deliver(items);
      return disk.machine.license;
    },
  };
}

/** Half of the damages; the commands of the machine and the service are tested with others. */
const [forPhone, forMachine] = [0, 1].map((rest) => Object.entries(damages).filter((_, at) => at % 4 === rest));

it('a file on the phone is kept as it was signed, whatever happened to it', async () => {
  const { arrive } = await phone();
  for (const [name, damage] of forPhone ?? [])
    expect([name, await arrive([blob(damage(request))])]).toEqual([name, request]);
});

it('a file at the machine is kept as it was signed, whatever happened to it', async () => {
  const { arrive, license } = await machine();
  for (const [name, damage] of forMachine ?? [])
    expect([name, await arrive([blob(damage(license))])]).toEqual([name, license]);
});

it.each(Object.entries(ways))('%s is kept as it was signed', async (_, [bring, names]) => {
  const [courier, owner] = [await phone(), await machine()];
  for (const name of names) {
    const damage = damages[name] ?? ((file) => file);
    expect(await courier.arrive(bring(damage(request)))).toEqual(request);
    expect(await owner.arrive(bring(damage(owner.license)))).toEqual(owner.license);
  }
});

describe('what arrives damaged on the phone', () => {
  it('is sent as it was signed', async () => {
    const { journey, environment } = await phone();
    await journey.intake.deliver([blob(gzipSync(receipt))]);
    await expect.poll(() => environment.receipts).toEqual([receipt]);
  });

  it('is explained when the signature does not hold in any reading of it', async () => {
    const { journey, disk } = await phone();
    await journey.intake.deliver(textOf(request).replace('\n', ' ').replace('"orrery"', '"orery"'));
    expect(journey.state.value.refusal?.code).toBe('file-damaged');
    await journey.intake.deliver(textOf(request).replaceAll('\n', '\n> ').replace('2026-', '2025-'));
    expect(journey.state.value.refusal?.code).toBe('file-damaged');
    expect(disk.carriedRequests.size).toBe(0);
  });

  it('is taken although a file beside it is no document, which is said', async () => {
    const { journey, disk } = await phone();
    await journey.intake.deliver([blob(utf8('notes')), blob(request)]);
    expect([...disk.carriedRequests.values()].map((one) => one.request)).toEqual([request]);
    expect(journey.state.value.intakeReport).toMatchObject({
      taken: 1,
      unused: [{ refusal: { code: 'file-unrecognized' } }],
    });
  });
});

describe('what arrives at the machine', () => {
  it('may quote the request that it answers, and bring a keyset', async () => {
    const { journey, disk, asked, license } = await machine();
    const quoted = textOf(asked).replace(/^/gm, '> ');
    await journey.intake.deliver(`Done!\n\n${textOf(joinBundle([license, newerKeyset]))}\nYou wrote:\n${quoted}`);
    expect(disk.machine.license).toEqual(joinBundle([license, newerKeyset]));
  });

  it('may be many machines’ licenses in many files of one archive', async () => {
    const { journey, disk, license: own } = await machine();
    const others = await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        issueLicense({ request, licenseType: 'pro' }, { licenseId: `${10 + at}AAAAAAAAAAAAAAAAAAAA` }),
      ),
    );
    const all = [...others, own].map((file, at): [string, Uint8Array] => [`${at}.lic`, file]);
    await journey.intake.deliver([blob(zipSync(Object.fromEntries(all)))]);
    expect(disk.machine.license).toEqual(own);
  });
});

describe('a long text with many documents', () => {
  it.each([
    ['24 with Windows line ends, and junk', 24, 'junk <?xml <root> \n'.repeat(50)],
    ['20 with the footer of a mail', 20, '\r\n-- \r\nNorthlight Instruments, Hafen 1\r\n'],
  ])('is taken in: %s', async (_, count, rest) => {
    const { journey, disk } = await phone();
    const requests = await Promise.all(
      Array.from({ length: count }, (_, at) =>
        writeRequest(
          { ...requestFields, ...ofOrrery, requestId: `${10 + at}AAAAAAAAAAAAAAAAAAAA` },
          installationSigner,
        ),
      ),
    );
    await journey.intake.deliver(`${textOf(joinBundle(requests)).replaceAll('\n', '\r\n')}${rest}`);
    expect([...disk.carriedRequests.values()].map((one) => one.request)).toEqual(requests);
    expect(journey.state.value.refusal).toBeNull();
  });
});
