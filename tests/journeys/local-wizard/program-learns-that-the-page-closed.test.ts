import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { startWizard, type WizardEvent } from '../../../library/startWizard.ts';
import { issueFor, writeProfile } from '../../cli/machine/vendor.ts';
import { openDevice } from '../harness/browsers/chromium.ts';
import { button, code, openInWizard, saveRequest, title } from '../harness/steps/wizard.ts';
import { temporaryFolder } from '../harness/temporary.ts';

const dates = { startDate: '2020-01-01T00:00:00Z', stopDate: '9999-12-31T00:00:00Z' };

test('a program that starts the wizard learns of the activation, and the wizard ends with its page, not with a reload', async () => {
  const home = temporaryFolder('program');
  const profile = await writeProfile(home, { licenseFile: { linux: `${home}/orrery.lic` } });
  const events: WizardEvent[] = [];
  let listening: (url: string) => void = () => undefined;
  const address = new Promise<string>((found) => {
    listening = found;
  });
  const outcome = startWizard({
    command: ['env', `HOME=${home}`, process.execPath, resolve('dist/cli/keyferry.js')],
    openBrowser: false,
    profile,
    onEvent(event) {
      events.push(event);
      if (event.event === 'listening') listening(event.url);
    },
  });
  const { page } = await openDevice({ url: await address });
  await button(page, 'Show the code').click();
  await code(page).waitFor();
  const bytes = await issueFor((await saveRequest(page)).bytes, dates);
  await page.reload();
  await button(page, 'I have the license').click();
  await openInWizard(page, { name: 'license.lic', bytes });
  await title(page, 'Thank you!').waitFor();
  await page.close();
  expect(await outcome).toMatchObject({ activated: true, license: { licenseType: 'pro' } });
  expect(events.map(({ event }) => event)).toEqual([...['listening', 'opened', 'request-made', 'activated', 'ended']]);
});
