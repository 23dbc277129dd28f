import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { readRequest } from '../../src/documents/request.ts';
import { documentIn } from '../../src/transfer/text.ts';
import { type AirGap, openAirGap } from './harness/airGap.ts';
import { type Device, openDevice } from './harness/chromium.ts';
import { type Computer, setUpComputer } from './harness/localWizard.ts';
import { openPhone } from './harness/phone.ts';
import { inspect } from './harness/portraits.ts';
import { canIsolate } from './harness/program.ts';
import { serialFor, sharedService } from './harness/service.ts';
import { button, checkPhrase, code, orderLicense, scanFrom, title } from './harness/wizard.ts';

describe.skipIf(!canIsolate)('keyferry machine wizard', () => {
  test('goes all the way by light', async () => {
    const service = await sharedService();
    const computer = setUpComputer(service, await openAirGap());
    const wizard = await computer.startWizard('--to', 'orrery.lic');
    const machine = await openDevice({ url: wizard.address, isolated: computer.airGap, context: desktop });
    const phone = await openPhone(service);

    await title(machine.page, 'Get a license request').waitFor();
    expect(machine.page.url()).not.toContain('token');
    await inspect(machine.page, 'local-review');
    await button(machine.page, 'Create license request').click();
    await code(machine.page).waitFor();
    await inspect(machine.page, 'local-request');
    await scanFrom(phone, machine.page, title(phone.page, 'Choose a license type'));
    expect(await checkPhrase(phone.page)).toBe(await checkPhrase(machine.page));
    await orderLicense(phone.page, 'Pro', serialFor(service, 'pro', 1));
    await title(phone.page, 'You’re almost done').waitFor();
    await button(machine.page, 'I have the license').click();
    await scanFrom(machine, phone.page, title(machine.page, 'Thank you!'));
    await inspect(machine.page, 'local-thank-you');
  });
});

const desktop = { viewport: { width: 1280, height: 800 } };
