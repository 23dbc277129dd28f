import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startWizard, type WizardEvent } from '../../../library/startWizard.ts';
import { readMachineView } from '../../../src/machine/view.ts';
import { issueFor, writeProfile } from '../../cli/machine/vendor.ts';
import { visitorOf } from '../../cli/machine/wizard/visitor.ts';
import { emptyFolder, tool } from '../../cli/tool.ts';

/** A product's own copy of the tool: with a home folder that is empty. */
async function product() {
  const home = emptyFolder();
  const profile = await writeProfile(home);
  const starter = join(home, 'tool.mjs');
  writeFileSync(
    starter,
    `process.env.HOME = ${JSON.stringify(home)};
    process.argv.splice(1, 1, ${JSON.stringify(tool)});
    await import(${JSON.stringify(tool)});`,
  );
  const command: [string, ...string[]] = [process.execPath, starter];
  return { command, profile, openBrowser: false, to: join(home, 'orrery.lic') };
}

/** Starts the wizard, and does something with its page as soon as it listens. */
async function startedWith(use: (page: ReturnType<typeof visitorOf>, stop: () => void) => Promise<void>) {
  const events: WizardEvent[] = [];
  const controller = new AbortController();
  let used: Promise<void> = Promise.resolve();
  const outcome = await startWizard({
    ...(await product()),
    signal: controller.signal,
    onEvent(event) {
      events.push(event);
      if (event.event === 'listening') used = use(visitorOf(event.url), () => controller.abort());
    },
  });
  await used;
  return { outcome, names: events.map(({ event }) => event) };
}

test('a product starts the wizard and learns that a license was activated', async () => {
  const { outcome, names } = await startedWith(async ({ enter, post }, stop) => {
    await enter();
    const { request } = readMachineView((await post('/machine/request')).text);
    const dates = { startDate: '2020-01-01T00:00:00Z', stopDate: '9999-12-31T00:00:00Z' };
    await post('/machine/license', await issueFor(request ?? new Uint8Array(), dates));
    stop();
  });
  expect(outcome).toEqual({ activated: true, license: { licenseId: expect.any(String), licenseType: 'pro' } });
  expect(names).toEqual(['listening', 'opened', 'request-made', 'activated', 'ended']);
});

test('the wizard ends with its page, and the product learns that nothing was activated', async () => {
  const { outcome, names } = await startedWith(async ({ enter, post }) => {
    await enter();
    await post('/machine/look');
    await post('/machine/leave');
  });
  expect(outcome).toEqual({ activated: false, license: null });
  expect(names).toEqual(['listening', 'opened', 'ended']);
});

test('a wizard that refuses to run, or is missing, is an error with its code', async () => {
  const { command } = await product();
  await expect(startWizard({ command, profile: '/nowhere/vendor.json' })).rejects.toMatchObject({
    name: 'WizardError',
    code: expect.stringMatching(/^[a-z]+(?:-[a-z]+)+$/),
  });
  await expect(startWizard({ command: '/nowhere/orrery-license' })).rejects.toMatchObject({ code: 'ENOENT' });
});
