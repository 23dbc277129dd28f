import { mkdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { watchPresence } from '../../../../cli/machine/wizard/presence.ts';
import { serveWizard } from '../../../../cli/machine/wizard/serveWizard.ts';
import { readMachineView } from '../../../../src/machine/view.ts';
import type { WizardEvent } from '../../../../src/machine/wizardEvent.ts';
import { builtPages } from '../../../server/http/builtPages.ts';
import { issueFor } from '../vendor.ts';
import { workbench } from '../workbench.ts';
import { visitorOf } from './visitor.ts';

/** A wizard that reports, and its page. */
async function reportingWizard(to = 'orrery.lic') {
  const bench = await workbench();
  const events: WizardEvent[] = [];
  let isGone: () => void = () => undefined;
  const gone = new Promise<void>((resolve) => {
    isGone = resolve;
  });
  const wizard = await serveWizard({
    ...{ built: builtPages(), system: bench.system, port: 0, to: bench.at(to) },
    reports: { emit: (event) => void events.push(event), presence: watchPresence(isGone, 0) },
  });
  const visitor = visitorOf(wizard.address);
  const ask = async (call: string, body?: Uint8Array) => {
    const { status, text } = await visitor.post(`/machine/${call}`, body);
    expect([status, text]).toEqual([200, text]);
    return readMachineView(text);
  };
  return { bench, events, gone, wizard, ask, ...visitor };
}

describe('a program that starts the wizard', () => {
  it('learns each step of an activation and a return, once', async () => {
    const { bench, events, wizard, enter, ask, callIt } = await reportingWizard();
    await enter();
    // The address works once; the browser that was admitted gets the page.
    await callIt('/');
    expect(events).toEqual([{ event: 'opened' }]);
    await ask('look');
    const { request } = await ask('request');
    await ask('look');
    expect(events.splice(0)).toEqual([
      { event: 'opened' },
      { event: 'request-made', requestId: expect.any(String), machineId: expect.stringMatching(/^\w{4}-\w{4}$/) },
    ]);
    await ask('license', await issueFor(request ?? new Uint8Array()));
    await ask('look');
    const activated = events.splice(0);
    expect(activated).toEqual([
      { event: 'activated', licenseId: expect.any(String), licenseType: 'pro', path: bench.at('orrery.lic') },
    ]);
    await ask('return');
    await ask('look');
    const [{ licenseId } = { licenseId: '' }] = activated as { readonly licenseId: string }[];
    expect(events).toEqual([{ event: 'returned', licenseId }]);
    await wizard.stop();
  });

  it('learns that a license is stored but not installed, and when it is', async () => {
    const { bench, events, wizard, enter, ask } = await reportingWizard('nowhere/orrery.lic');
    await enter();
    const { request } = await ask('request');
    await ask('license', await issueFor(request ?? new Uint8Array()));
    expect(events.at(-1)).toMatchObject({ event: 'not-installed', code: expect.stringMatching(/^target-/) });
    mkdirSync(bench.at('nowhere'));
    await ask('place');
    expect(events.at(-1)).toMatchObject({ event: 'activated', path: bench.at('nowhere/orrery.lic') });
    await wizard.stop();
  });

  it('gets no secret: neither key nor license nor the session’s', async () => {
    const { events, wizard, enter, ask, keyHeader } = await reportingWizard();
    const cookie = await enter();
    const { request } = await ask('request');
    const license = await issueFor(request ?? new Uint8Array());
    await ask('license', license);
    const output = JSON.stringify(events);
    for (const secret of [cookie.split('=')[1], ...Object.values(keyHeader())]) expect(output).not.toContain(secret);
    expect(output).not.toContain('<License');
    await wizard.stop();
  });

  it('learns that the page was closed, unless it comes back', async () => {
    const { gone, wizard, enter, post, ask } = await reportingWizard();
    await enter();
    expect((await post('/machine/leave')).status).toBe(204);
    await gone;
    await ask('look');
    await wizard.stop();
  });
});

it('a page that comes back in time is not gone', async () => {
  let count = 0;
  const presence = watchPresence(() => {
    count += 1;
  }, 1);
  presence.left();
  presence.seen();
  const later = watchPresence(() => undefined, 0);
  await new Promise<void>((resolve) => {
    watchPresence(resolve, 20).left();
  });
  later.seen();
  expect(count).toBe(0);
});
