import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { serveWizard } from '../../../cli/machine/wizard/serveWizard.ts';
import { readBuiltPages } from '../../../server/http/pages.ts';
import type { MachineSurvey } from '../../../src/machine/survey.ts';
import { issueFor, writeSampleKeyset } from '../../cli/machine/vendor.ts';
import { visitorOf } from '../../cli/machine/wizard/visitor.ts';
import { workbench } from '../../cli/machine/workbench.ts';
import { adapter, disk, read } from '../../machine/surveys.ts';
import { type Device, openDevice } from '../harness/browsers/chromium.ts';
import { inspect } from '../harness/look/portraits.ts';
import { button, code, openInWizard, saveRequest, title } from '../harness/steps/wizard.ts';
import { intranetHost } from '../harness/vendor/intranetHost.ts';

/** Runs the wizard in this process, with hardware that a test can change. */
async function openScene() {
  const bench = await workbench();
  const wizard = await serveWizard({
    to: bench.at('orrery.lic'),
    built: readBuiltPages(resolve('dist/pages')),
    system: bench.system,
    port: 0,
  });
  onTestFinished(wizard.stop);
  const machine = await openDevice({ url: wizard.address, context: { viewport: { width: 1280, height: 800 } } });
  return { bench, wizard, machine };
}

const newBoard: Partial<MachineSurvey> = { board: read('PF9Z00ZZ1111') };
const newDisk: Partial<MachineSurvey> = { disks: [disk({ serial: read('S9NEW001') })] };
const newAdapter: Partial<MachineSurvey> = { adapters: [adapter({ address: '00:16:3e:ff:00:01' })] };

test('a license remains valid with a new main board and a new disk, and no further changes', async () => {
  const { bench, machine } = await openScene();
  const { page } = machine;
  await button(page, 'Show the code').click();
  await code(page).waitFor();
  const bytes = await issueFor((await saveRequest(page)).bytes);
  await button(page, 'I have the license').click();
  await openInWizard(page, { name: 'license.lic', bytes });
  await title(page, 'Thank you!').waitFor();
  for (const hardware of [newBoard, { ...newBoard, ...newDisk }]) {
    bench.changeHardware(hardware);
    await page.reload();
    await title(page, 'Thank you!').waitFor();
    expect((await bench.run('status', '--to', bench.at('orrery.lic'))).exitCode).toBe(0);
  }
  bench.changeHardware({ ...newBoard, ...newDisk, ...newAdapter });
  await page.reload();
  await title(page, 'This license was made for another computer').waitFor();
  const parts = 'main board, system disk, network adapter';
  await page.getByText(`These parts do not match: ${parts}.`).waitFor();
  await inspect(page, 'local-changed');
  expect((await bench.run('status', '--to', bench.at('orrery.lic'))).stdout).toContain(parts);
  await button(page, 'Go back').click();
  await title(page, 'What leaves this computer').waitFor();
  await button(page, 'Show the code').click();
  await button(page, 'I have the license').click();
  await openInWizard(page, { name: 'license.lic', bytes });
  await page.getByText(`These parts do not match: ${parts}.`).waitFor();
});

test('the page shows changes by another command when it gets the focus', async () => {
  const { bench, machine } = await openScene();
  const { page } = machine;
  const comeBack = () => page.evaluate(() => void window.dispatchEvent(new Event('focus')));
  await button(page, 'Show the code').click();
  await code(page).waitFor();
  const bytes = await issueFor((await saveRequest(page)).bytes);
  writeFileSync(bench.at('license.lic'), bytes);
  const place = ['--to', bench.at('orrery.lic')];
  expect((await bench.run('activate', bench.at('license.lic'), ...place)).exitCode).toBe(0);
  await comeBack();
  await title(page, 'Thank you!').waitFor();
  expect((await bench.run('return', '--yes', '-o', bench.at('a.licret'), ...place)).exitCode).toBe(0);
  await comeBack();
  await title(page, 'License returned').waitFor();
});

test('a keyset delivered alone is stored for every command', async () => {
  const { bench, machine } = await openScene();
  const { page } = machine;
  const bytes = await writeSampleKeyset({ version: 4 });
  await button(page, 'Show the code').click();
  await button(page, 'I have the license').click();
  await openInWizard(page, { name: 'keyset.xml', bytes });
  await title(page, 'Keys are up to date').waitFor();
  expect(new Uint8Array(readFileSync(bench.paths.keyset))).toEqual(bytes);
  await page.reload();
  await code(page).waitFor();
});

describe('another page in the same browser', () => {
  let scene: Awaited<ReturnType<typeof openScene>>;
  let own: string;
  let stranger: Device['page'];
  /** The cookies that the browser sent to the stranger's server. */
  let sent: string;
  beforeEach(async () => {
    scene = await openScene();
    await title(scene.machine.page, 'What leaves this computer').waitFor();
    own = new URL('/', scene.wizard.address).href;
    sent = '';
    const server = createServer(({ headers }, response) => {
      sent += headers.cookie ?? '';
      response.end('<!doctype html><title>Stranger</title>');
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    onTestFinished(() => void server.close());
    stranger = await scene.machine.context.newPage();
    await stranger.goto(`http://localhost:${(server.address() as AddressInfo).port}/`);
  });

  test('reads nothing, by any method', async () => {
    const read = await stranger.evaluate(async (address) => {
      const ask = async (path: string, init: RequestInit) =>
        fetch(address + path, { credentials: 'include', ...init }).then(
          (answer) => answer.text(),
          () => 'nothing',
        );
      return [
        await ask('', {}),
        await ask('machine/look', { method: 'POST' }),
        await ask('machine/look', { method: 'POST', headers: { 'content-type': 'application/json' } }),
        await ask('machine/look', { method: 'POST', mode: 'no-cors' }),
      ];
    }, own);
    expect(read).toEqual(['nothing', 'nothing', 'nothing', 'nothing']);
  });

  test('learns the cookie, which alone opens nothing', async () => {
    const { callIt, own: headers } = visitorOf(own);
    const [cookie = ''] = /keyferry-[^;]+/.exec(sent) ?? [];
    expect(cookie).not.toBe('');
    for (const path of ['/machine/look', '/machine/request', '/machine/license']) {
      const answer = await callIt(path, { method: 'POST', headers: { ...headers, cookie } });
      expect([answer.status, answer.text]).toEqual([403, expect.stringMatching(/^wizard-token-missing: /)]);
    }
    const { page, context } = scene.machine;
    await page.reload();
    await title(page, 'What leaves this computer').waitFor();
    const tab = await context.newPage();
    await tab.goto(own);
    await title(tab, 'What leaves this computer').waitFor();
    expect(tab.url()).toBe(own);
  });

  test('changes nothing, loads no script and frames no page', async () => {
    const { page } = scene.machine;
    // A tab in the background draws nothing.
    await page.bringToFront();
    await button(page, 'Show the code').click();
    await code(page).waitFor();
    const request = (await saveRequest(page)).bytes;
    await stranger.bringToFront();
    const outcome = await stranger.evaluate(async (address) => {
      const loaded = (element: HTMLElement) =>
        new Promise<string>((done) => {
          element.onload = () => done('loaded');
          element.onerror = () => done('refused');
          document.body.append(element);
        });
      const script = Object.assign(document.createElement('script'), { src: `${address}icons/icon.svg` });
      const picture = Object.assign(document.createElement('img'), { src: `${address}icons/icon.svg` });
      const frame = Object.assign(document.createElement('iframe'), { src: address });
      const outcomes = [await loaded(script), await loaded(picture)];
      await loaded(frame);
      for (const path of ['machine/request', 'machine/return', 'machine/license']) {
        await fetch(address + path, { method: 'POST', mode: 'no-cors', credentials: 'include' }).catch(() => null);
      }
      return [...outcomes, frame.contentDocument];
    }, own);
    expect(outcome).toEqual(['refused', 'refused', null]);
    const frame = stranger.frames().find((one) => one.parentFrame() !== null);
    expect(await frame?.content()).not.toContain('Orrery');
    await page.bringToFront();
    await page.reload();
    await code(page).waitFor();
    expect((await saveRequest(page)).bytes).toEqual(request);
  });

  test('gets a refusal and no page under another host name of this computer', async () => {
    const { port } = new URL(own);
    await stranger.goto(`http://${intranetHost}:${port}/`);
    expect(await stranger.locator('body').textContent()).toMatch(/^wizard-host-wrong: /);
    await stranger.goto(`http://${intranetHost}:${port}${new URL(scene.wizard.address).search}`);
    expect(await stranger.locator('body').textContent()).toMatch(/^wizard-host-wrong: /);
    await stranger.goto(`http://127.0.0.1:${port}/`);
    expect(await stranger.locator('body').textContent()).toContain(`only at http://localhost:${port}`);
  });
});
