import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { joinBundle } from '../../../../src/documents/bundle.ts';
import { readRequest } from '../../../../src/documents/request.ts';
import { readReturnReceipt } from '../../../../src/documents/returnReceipt.ts';
import { identifyMachine } from '../../../../src/machine/identity.ts';
import { type MachineView, readMachineView } from '../../../../src/machine/view.ts';
import { bindingsOf, now, product } from '../../../documents/sample.ts';
import { adapter, disk, read, survey } from '../../../machine/surveys.ts';
import { deliveryOf, issueFor, writeSampleKeyset } from '../vendor.ts';
import { serveBench } from './served.ts';
import { visitorOf } from './visitor.ts';

const newBoard = { board: read('PF9Z00ZZ1111') };
const newDisk = { disks: [disk({ serial: read('S9NEW001') })] };
const newAdapter = { adapters: [adapter({ address: '00:16:3e:ff:00:01' })] };

/** The page of a wizard and its machine. */
async function openPage(...options: Parameters<typeof serveBench>) {
  const served = await serveBench(...options);
  await served.enter();

  async function ask(call: string, body?: Uint8Array): Promise<MachineView> {
    const { status, text } = await served.post(`/machine/${call}`, body);
    expect([status, text]).toEqual([200, text]);
    return readMachineView(text);
  }

  /** @returns status and problem of a refused call */
  async function refused(call: string, body?: Uint8Array) {
    const { status, text } = await served.post(`/machine/${call}`, body);
    const { code, details } = JSON.parse(text);
    return { status, code, details };
  }

  /** The vendor's answer to the pending request. */
  async function obtain(change: Parameters<typeof issueFor>[1] = {}): Promise<Uint8Array> {
    return issueFor((await ask('request')).request ?? new Uint8Array(), change);
  }

  return { ...served, ask, refused, obtain };
}

const fileAt = (path: string) => new Uint8Array(readFileSync(path));

describe('the page', () => {
  it('gets what the machine shows, and no hardware identifiers', async () => {
    const { ask, post } = await openPage();
    const view = await ask('look');
    expect(view.bindings).toEqual(identifyMachine(product, survey).bindings);
    expect(view.findings.map(({ outcome }) => outcome)).toEqual(Array(5).fill('read'));
    expect(view).toMatchObject({ installationKey: null, request: null, license: null, returns: [], clock: null });
    const output = (await post('/machine/look')).text.toLowerCase();
    for (const secret of ['S5GXNX0T', 'PF2K81ZQ0007', '00:16:3e', '7c1d0b6f', 'b2c65d1e']) {
      expect(output).not.toContain(secret.toLowerCase());
    }
  });

  it('restores the state after a crash, on another port', async () => {
    const { ask, start, wizard } = await openPage();
    const { request } = await ask('request');
    await wizard.stop();
    const other = visitorOf((await start()).address);
    await other.enter();
    const view = readMachineView((await other.post('/machine/look')).text);
    expect(view.request).toEqual(request);
    expect(view.installationKey).toEqual(readRequest(request ?? new Uint8Array()).installationKey);
  });

  it('shares the machine’s state with the commands', async () => {
    const { ask, bench } = await openPage({}, 'orrery.lic');
    await bench.run('request', '-o', bench.at('a.licreq'));
    expect((await ask('look')).request).toEqual(bench.read('a.licreq'));
    await bench.run('activate', await bench.obtain(), '--to', bench.at('orrery.lic'));
    const view = await ask('look');
    expect([view.license, view.request]).toEqual([bench.read('license.lic'), null]);
    expect(view.place).toMatchObject({ path: bench.at('orrery.lic'), isThere: true, refusal: null });
  });
});

describe('a license from the browser', () => {
  it('is installed, stored, and valid for every command', async () => {
    const { ask, obtain, bench } = await openPage({}, 'orrery.lic');
    const license = await obtain();
    const view = await ask('license', license);
    expect([view.license, view.request, view.place.isThere]).toEqual([license, null, true]);
    const delivery = await deliveryOf(license);
    expect([fileAt(bench.at('orrery.lic')), fileAt(bench.paths.license)]).toEqual([delivery, delivery]);
    const { exitCode, stdout } = await bench.run('status', '--to', bench.at('orrery.lic'), '--json');
    expect([exitCode, JSON.parse(stdout).state]).toEqual([0, 'active']);
  });

  it('is found among those of a whole room, and the delivered keys are stored', async () => {
    const { ask, obtain, bench } = await openPage();
    const license = await obtain();
    const other = await obtain({ bindings: bindingsOf('another machine') });
    const keyset = await writeSampleKeyset({ version: 4 });
    const view = await ask('license', joinBundle([other, license, keyset]));
    expect([view.license, view.keyset.version]).toEqual([license, 4]);
    expect(fileAt(bench.paths.keyset)).toEqual(keyset);
  });

  it('is refused with the codes of the command line, and does not replace a license', async () => {
    const { ask, obtain, refused, bench } = await openPage({}, 'orrery.lic');
    const license = await obtain();
    await ask('license', license);
    const cut = await refused('license', license.subarray(0, 900));
    expect(cut).toMatchObject({ status: 422, code: 'file-cut-short' });
    const others = await refused('license', await obtain({ bindings: bindingsOf('another machine') }));
    expect(others).toMatchObject({
      code: 'machine-other',
      details: { changed: ['os', 'system', 'board', 'disk', 'network'], equal: 0, required: 3 },
    });
    expect(fileAt(bench.at('orrery.lic'))).toEqual(await deliveryOf(license));
  });

  it.each([
    ['no component', {}],
    ['one component', newBoard],
    ['two components', { ...newBoard, ...newDisk }],
  ])('is valid on a machine where %s changed', async (_, hardware) => {
    const { ask, obtain, bench } = await openPage();
    const license = await obtain();
    bench.changeHardware(hardware);
    expect((await ask('license', license)).license).toEqual(license);
    expect((await bench.run('status')).exitCode).toBe(0);
  });

  it('is refused when three of five components changed, and names them', async () => {
    const { obtain, refused, bench } = await openPage();
    const license = await obtain();
    bench.changeHardware({ ...newBoard, ...newDisk, ...newAdapter });
    expect(await refused('license', license)).toEqual({
      status: 422,
      code: 'machine-other',
      details: { changed: ['board', 'disk', 'network'], equal: 2, required: 3 },
    });
    expect(existsSync(bench.paths.license)).toBe(false);
  });

  it('is checked against the latest known time when the clock was set back', async () => {
    const { ask, obtain, bench } = await openPage();
    await ask('license', await obtain());
    const later = new Date(now.getTime() + 60 * 86_400_000);
    bench.change({ now: later });
    await ask('look');
    bench.change({ now });
    const { clock } = await ask('look');
    expect(clock).toEqual({ now: '2026-11-23T10:00:00Z', floor: '2027-01-22T10:00:00Z' });
    expect((await bench.run('status')).exitCode).toBe(3);
  });
});

describe('a license that is worse or older than the installed one', () => {
  const later = { licenseId: 'AAECAwQFBgcICQoLDA0ODw', issuedAt: '2026-11-23T09:59:50Z' };
  const personal = { ...later, licenseType: 'personal', features: [] };

  it('waits for a decision, also after a crash', async () => {
    const { ask, obtain, bench, start, wizard } = await openPage({}, 'orrery.lic');
    const pro = await obtain();
    await ask('license', pro);
    const worse = await obtain(personal);
    expect(await ask('license', worse)).toMatchObject({ license: pro, offered: worse });
    await wizard.stop();
    const other = visitorOf((await start()).address);
    await other.enter();
    expect(readMachineView((await other.post('/machine/look')).text)).toMatchObject({ license: pro, offered: worse });
    expect(fileAt(bench.at('orrery.lic'))).toEqual(await deliveryOf(pro));
  });

  it('replaces the installed one with consent, of which a copy is kept', async () => {
    const { ask, obtain, bench } = await openPage({}, 'orrery.lic');
    const pro = await obtain();
    await ask('license', pro);
    const worse = await obtain(personal);
    await ask('license', worse);
    expect(await ask('replace')).toMatchObject({ license: worse, offered: null, request: null });
    expect(fileAt(bench.at('orrery.lic'))).toEqual(await deliveryOf(worse));
    const [copy = ''] = readdirSync(bench.paths.previous);
    expect(fileAt(join(bench.paths.previous, copy))).toEqual(await deliveryOf(pro));
  });

  it('is dropped without consent, and a copy of it is kept', async () => {
    const { ask, obtain, bench } = await openPage({}, 'orrery.lic');
    const newer = await obtain(later);
    await ask('license', newer);
    const older = await obtain();
    expect(await ask('license', older)).toMatchObject({ license: newer, offered: older });
    expect(await ask('keep')).toMatchObject({ license: newer, offered: null });
    const [copy = ''] = readdirSync(bench.paths.previous);
    expect(fileAt(join(bench.paths.previous, copy))).toEqual(await deliveryOf(older));
  });

  it('is no longer offered once a better one is installed', async () => {
    const { ask, obtain } = await openPage({}, 'orrery.lic');
    await ask('license', await obtain());
    await ask('license', await obtain(personal));
    const renewed = { licenseId: 'AQECAwQFBgcICQoLDA0ODw', issuedAt: '2026-11-23T09:59:55Z' };
    expect(await ask('license', await obtain(renewed))).toMatchObject({ offered: null });
  });
});

describe('a folder that cannot be written', () => {
  it('is reported before there is a license, with the possible remedies', async () => {
    const { ask, bench } = await openPage({}, 'nowhere/orrery.lic');
    const { place } = await ask('look');
    expect(place).toMatchObject({ isThere: false, command: null, kept: bench.paths.license });
    expect(place.refusal).toMatchObject({ code: 'target-folder-missing', details: { folder: bench.at('nowhere') } });
  });

  it('leaves the license stored until it can be installed', async () => {
    const { ask, obtain, bench } = await openPage({}, 'nowhere/orrery.lic');
    const license = await obtain();
    const view = await ask('license', license);
    expect([view.license, view.request, view.place.isThere]).toEqual([license, null, false]);
    expect(view.place.refusal?.code).toBe('target-folder-missing');
    expect(fileAt(bench.paths.license)).toEqual(await deliveryOf(license));
    mkdirSync(bench.at('nowhere'));
    const { place } = await ask('place');
    expect([place.isThere, place.refusal]).toEqual([true, null]);
    expect(fileAt(bench.at('nowhere/orrery.lic'))).toEqual(await deliveryOf(license));
  });

  it('keeps the earlier license, which is not mistaken for the new one', async () => {
    const { ask, obtain, bench } = await openPage({}, 'program/orrery.lic');
    mkdirSync(bench.at('program'));
    const first = await obtain();
    await ask('license', first);
    const second = await obtain({ licenseId: 'AAECAwQFBgcICQoLDA0ODg' });
    rmSync(bench.at('program'), { recursive: true });
    await ask('license', second);
    mkdirSync(bench.at('program'));
    writeFileSync(bench.at('program/orrery.lic'), first);
    const view = await ask('look');
    expect([view.license, view.place.isThere]).toEqual([second, false]);
    expect((await ask('place')).place.isThere).toBe(true);
    expect(fileAt(bench.at('program/orrery.lic'))).toEqual(await deliveryOf(second));
  });

  it('is reported when neither its own folder nor the product’s accepts the license', async () => {
    const { obtain, refused, bench } = await openPage({}, 'nowhere/orrery.lic');
    const license = await obtain();
    mkdirSync(bench.paths.license);
    expect(await refused('license', license)).toMatchObject({ code: 'license-nowhere' });
  });

  it('is reported for the request, and an unstored request is not shown', async () => {
    const { ask, refused, bench } = await openPage();
    await ask('request');
    rmSync(bench.paths.request);
    mkdirSync(bench.paths.request);
    expect(await refused('request')).toMatchObject({ code: 'keep-failed', details: { path: bench.paths.request } });
  });
});

describe('a returned license', () => {
  it('leaves the same receipt as the command', async () => {
    const { ask, obtain, refused, bench } = await openPage({}, 'orrery.lic');
    const license = await obtain();
    await ask('license', license);
    const { license: left, returns } = await ask('return');
    expect(left).toBeNull();
    expect(existsSync(bench.at('orrery.lic'))).toBe(false);
    await bench.run('return', '-o', bench.at('a.licret'), '--to', bench.at('orrery.lic'));
    expect(returns.map(({ receipt }) => receipt)).toEqual([bench.read('a.licret')]);
    expect(readReturnReceipt(bench.read('a.licret')).counter).toBe(1);
    expect((await refused('license', license)).code).toBe('license-returned');
  });

  it('is not returned twice, and a missing license is not returned', async () => {
    const { ask, obtain, refused } = await openPage();
    expect((await refused('return')).code).toBe('installation-key-missing');
    const license = await obtain();
    expect((await refused('return')).code).toBe('license-missing');
    await ask('license', license);
    await Promise.all([ask('return'), ask('return')]);
    expect((await ask('look')).returns).toHaveLength(1);
  });

  it('is not returned when that cannot be recorded', async () => {
    const { ask, obtain, refused, bench } = await openPage();
    await ask('license', await obtain());
    for (const path of bench.paths.returned) mkdirSync(path);
    expect((await refused('return')).code).toBe('return-unwritten');
    expect((await ask('look')).license).not.toBeNull();
  });
});

describe('a keyset delivered alone', () => {
  it('is stored when newer and genuine', async () => {
    const { ask, bench } = await openPage();
    const newer = await writeSampleKeyset({ version: 4 });
    expect((await ask('keyset', newer)).keyset.version).toBe(4);
    expect(fileAt(bench.paths.keyset)).toEqual(newer);
    expect((await ask('keyset', await writeSampleKeyset())).keyset.version).toBe(4);
    expect((await ask('keyset', new TextEncoder().encode('no keys'))).keyset.version).toBe(4);
  });
});

it('a damaged key is reported without its content', async () => {
  const { ask, refused, bench } = await openPage();
  await ask('request');
  writeFileSync(bench.paths.installationKey, 'secret');
  chmodSync(bench.paths.installationKey, 0o600);
  const output = await refused('look');
  expect(output.code).toBe('installation-key-damaged');
  expect(JSON.stringify(output)).not.toContain('secret');
});

describe('a request under review', () => {
  it('is stored only after the review, byte for byte as it was shown', async () => {
    const { ask } = await openPage();
    const { prepared, request } = await ask('prepare');
    expect([readRequest(prepared ?? new Uint8Array()).product, request]).toEqual([product, null]);
    expect((await ask('look')).prepared).toEqual(prepared);
    expect(await ask('request')).toMatchObject({ request: prepared, prepared: null });
  });
});
