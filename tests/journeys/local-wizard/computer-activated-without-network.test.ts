import { existsSync, readFileSync, rmSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { readRequest } from '../../../src/documents/request.ts';
import { canIsolate } from '../harness/browsers/airGap.ts';
import { type Device, openDevice } from '../harness/browsers/chromium.ts';
import { type Computer, type LocalWizard, setUpComputer } from '../harness/devices/computer.ts';
import { canMount, fillDisk, mountDisk, remount } from '../harness/devices/disk.ts';
import { stateInProgram } from '../harness/devices/hostProgram.ts';
import { openPhone } from '../harness/devices/phone.ts';
import { inspect } from '../harness/look/portraits.ts';
import {
  button,
  code,
  computerId,
  openInWizard,
  orderLicense,
  saveLicense,
  saveRequest,
  scanFrom,
  title,
} from '../harness/steps/wizard.ts';
import { newSerial, type Service, sharedService } from '../harness/vendor/service.ts';

const desktop = { viewport: { width: 1280, height: 800 } };

interface Scene {
  readonly service: Service;
  readonly computer: Computer;
  readonly wizard: LocalWizard;
  readonly machine: Device;
}

async function openScene(...args: readonly string[]): Promise<Scene> {
  const service = await sharedService();
  const computer = await setUpComputer(service);
  return openWizard({ service, computer }, args);
}

async function openWizard(scene: Pick<Scene, 'service' | 'computer'>, args: readonly string[]): Promise<Scene> {
  const wizard = await scene.computer.startWizard(...args);
  const machine = await openDevice({ url: wizard.address, network: 'airGapped', context: desktop });
  return { ...scene, wizard, machine };
}

async function makeRequest(page: Page): Promise<void> {
  await title(page, 'What leaves this computer').waitFor();
  await button(page, 'Show the code').click();
  await code(page).waitFor();
}

/** Brings the machine its license by files, with a phone. */
async function bringLicense({ service, machine }: Scene): Promise<void> {
  const phone = await openPhone(service);
  await makeRequest(machine.page);
  await openInWizard(phone.page, await saveRequest(machine.page));
  await orderLicense(phone.page, 'Personal');
  await title(phone.page, 'You’re almost done').waitFor();
  await button(machine.page, 'I have the license').click();
  await openInWizard(machine.page, await saveLicense(phone.page));
}

/** @returns what `keyferry machine status` reports about the license */
function statusOf(computer: Computer, place: string): { state: string; inPlace: boolean } {
  const { stdout } = computer.machine('status', '--json', '--to', place);
  const { state, inPlace } = JSON.parse(stdout);
  return { state, inPlace };
}

describe.skipIf(!canIsolate)('keyferry machine wizard, without network', () => {
  test('activates by light in both directions', async () => {
    const scene = await openScene('--to', 'orrery.lic');
    const { service, computer, wizard, machine } = scene;
    const phone = await openPhone(service);
    const asked: string[] = [];
    machine.context.on('request', (request) => asked.push(request.url()));

    await title(machine.page, 'What leaves this computer').waitFor();
    expect(machine.page.url()).toBe(new URL('/', wizard.address).href);
    await inspect(machine.page, 'local-review');
    await button(machine.page, 'Show the code').click();
    await code(machine.page).waitFor();
    await inspect(machine.page, 'local-request');
    await scanFrom(phone, machine.page, title(phone.page, 'Choose a license type'));
    expect(await computerId(phone.page)).toBe(await computerId(machine.page));
    const kept = readRequest(readFileSync(computer.at('.local/share/keyferry/orrery/request.licreq')));
    expect(kept.bindings.length).toBeGreaterThan(0);
    await orderLicense(phone.page, 'Pro', await newSerial(service, 'pro', 1));
    await title(phone.page, 'You’re almost done').waitFor();

    await machine.page.reload();
    await button(machine.page, 'I have the license').click();
    await scanFrom(machine, phone.page, title(machine.page, 'Thank you!'));
    await inspect(machine.page, 'local-thank-you');
    await machine.page.getByText(computer.at('orrery.lic')).waitFor();
    expect(statusOf(computer, 'orrery.lic')).toEqual({ state: 'active', inPlace: true });
    expect(stateInProgram(computer, computer.at('orrery.lic'))).toBe('active');

    await button(machine.page, 'Return this license').click();
    await button(machine.page, 'Return license').click();
    await title(machine.page, 'License returned').waitFor();
    await inspect(machine.page, 'local-returned');
    expect(existsSync(computer.at('orrery.lic'))).toBe(false);
    await machine.page.reload();
    await title(machine.page, 'License returned').waitFor();
    await button(phone.page, 'Get another license').click();
    await scanFrom(phone, machine.page, title(phone.page, 'The license is returned'));
    expect(computer.machine('return', '-o', 'a.licret').stdout).toContain('returned before');

    const origins = new Set(
      asked
        .map((url) => new URL(url))
        .filter(isFetched)
        .map(({ origin }) => origin),
    );
    expect([...origins]).toEqual([new URL(wizard.address).origin]);
    expect(await wizard.stop()).toBe(0);
  });

  test('activates by files and keyboard only, across a crash, another port and another browser', async () => {
    const scene = await openScene('--to', 'orrery.lic');
    const { service, computer, wizard, machine } = scene;
    await button(machine.page, 'Show the code').waitFor();
    await press(machine.page, 'Show the code');
    await code(machine.page).waitFor();
    const id = await computerId(machine.page);
    const request = await saveRequest(machine.page);

    const stranger = await openDevice({ url: wizard.address, network: 'airGapped' });
    await stranger.page.getByText('wizard-token-used').waitFor();
    expect(await stranger.page.content()).not.toContain(id ?? '');

    await wizard.kill();
    await press(machine.page, 'Make a new request');
    await title(machine.page, 'The program behind this page has stopped').waitFor();
    await inspect(machine.page, 'local-ended');

    const again = await openWizard(scene, ['--to', 'orrery.lic']);
    await code(again.machine.page).waitFor();
    expect(await computerId(again.machine.page)).toBe(id);
    const phone = await openPhone(service);
    await openInWizard(phone.page, request);
    await orderLicense(phone.page, 'Personal');
    await title(phone.page, 'You’re almost done').waitFor();
    const license = await saveLicense(phone.page);
    await press(again.machine.page, 'I have the license');
    await press(again.machine.page, 'Paste text');
    await again.machine.page.locator('textarea:focus').waitFor();
    await again.machine.page.keyboard.insertText(new TextDecoder().decode(license.bytes));
    await press(again.machine.page, 'Use this text');
    await title(again.machine.page, 'Thank you!').waitFor();
    expect(readFileSync(computer.at('orrery.lic'), 'utf8')).toContain(new TextDecoder().decode(license.bytes));
    expect(statusOf(computer, 'orrery.lic')).toEqual({ state: 'active', inPlace: true });
  });

  test.skipIf(!canMount)(
    'into a read-only folder: the wizard warns, keeps the license and installs it later',
    async () => {
      const service = await sharedService();
      const computer = await setUpComputer(service);
      mountDisk(computer.at('disk'), 'size=64k,ro');
      const scene = await openWizard({ service, computer }, ['--to', 'disk/orrery.lic']);
      const { page } = scene.machine;
      const warning = page.getByText('is on a read-only disk');
      await warning.waitFor();
      expect(scene.wizard.output()).toContain('is on a read-only disk');
      await inspect(page, 'local-warned');
      await bringLicense(scene);
      await title(page, 'The license is stored, but not installed').waitFor();
      expect(await page.locator('code').textContent()).toBe('target-read-only');
      await inspect(page, 'local-unplaced');
      await page.reload();
      await title(page, 'The license is stored, but not installed').waitFor();
      expect(statusOf(computer, 'disk/orrery.lic')).toEqual({ state: 'active', inPlace: false });
      remount(computer.at('disk'), 'rw');
      await button(page, 'Install it').click();
      await title(page, 'Thank you!').waitFor();
      expect(statusOf(computer, 'disk/orrery.lic')).toEqual({ state: 'active', inPlace: true });
    },
  );

  test.skipIf(!canMount)('on a full disk, the wizard stores the license and the command installs it', async () => {
    const service = await sharedService();
    const computer = await setUpComputer(service);
    mountDisk(computer.at('disk'), 'size=64k');
    const ballast = fillDisk(computer.at('disk'));
    const scene = await openWizard({ service, computer }, ['--to', 'disk/orrery.lic']);
    const { page } = scene.machine;
    await page.getByText('Free some space.').waitFor();
    await bringLicense(scene);
    await title(page, 'The license is stored, but not installed').waitFor();
    expect(await page.locator('code').textContent()).toBe('target-full');
    await button(page, 'Install it').click();
    await title(page, 'The license is stored, but not installed').waitFor();
    rmSync(ballast);
    expect(computer.machine('activate', '--to', 'disk/orrery.lic').exitCode).toBe(0);
    await page.reload();
    await title(page, 'Thank you!').waitFor();
  });
});

/** Presses a button with the keyboard. */
async function press(page: Page, name: string): Promise<void> {
  await button(page, name).focus();
  await page.keyboard.press('Enter');
}

/** URLs of data that the page created itself cause no request. */
function isFetched({ protocol }: URL): boolean {
  return !['blob:', 'data:'].includes(protocol);
}
