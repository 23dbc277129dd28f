import { expect, test } from 'vitest';
import type { MachineView, Ports, ToolPort } from '../../../src/activation/ports.ts';
import { createToolJournal } from '../../../src/activation/toolJournal.ts';
import { seedSigner } from '../../../src/crypto/ed25519.ts';
import { fileOf, machineWithRequest } from '../../steps/devices.ts';
import { issueLicense, openDevice } from '../environment.ts';

const { publicKey } = seedSigner(new Uint8Array(32).fill(7));

/** The command line tool of a machine, whose view tests change. */
function toolWith(first: Pick<MachineView, 'license'>) {
  const calls: string[] = [];
  let view: MachineView = {
    installationKey: publicKey,
    bindings: [],
    findings: [],
    strength: 'weak',
    surroundings: { kind: 'hardware', name: '' },
    keyset: { epoch: 1, version: 1, file: '' },
    request: null,
    prepared: null,
    clock: null,
    returns: [],
    offered: null,
    name: '',
    activation: null,
    place: { path: '/opt/orrery.lic', kept: '/home/orrery.lic', isThere: true, refusal: null, command: null },
    ...first,
  };
  let after: Partial<MachineView> = {};
  const call = (name: string) => async () => {
    calls.push(name);
    if (name !== 'look') view = { ...view, ...after };
    return view;
  };
  const tool: ToolPort = {
    get seen() {
      return view;
    },
    look: call('look'),
    prepareRequest: call('prepare'),
    makeRequest: call('request'),
    takeKeyset: call('keyset'),
    activate: call('activate'),
    decide: (choice) => call(choice)(),
    place: call('place'),
    confirm: call('confirm'),
    keepName: (name) => call(`name ${name}`)(),
    returnLicense: call('return'),
    onReturn: () => () => {},
  };
  const ports = (given: Ports): Ports => ({ ...given, tool, journal: createToolJournal(given.journal, tool) });
  return { ports, calls, answerWith: (change: Partial<MachineView>) => (after = change) };
}

async function licenses() {
  const { disk } = await machineWithRequest();
  const request = disk.machine.request ?? new Uint8Array();
  const pro = await issueLicense({ request, licenseType: 'pro' }, { features: ['export'] });
  const later = { licenseId: 'BBBBBBBBBBBBBBBBBBBBBA', issuedAt: '2026-11-23T12:30:00Z' };
  return { pro, personal: await issueLicense({ request, licenseType: 'personal' }, later) };
}

test('the wizard of the tool shows what waits for a decision, and passes the decision on', async () => {
  const { pro, personal } = await licenses();
  const { ports, calls, answerWith } = toolWith({ license: pro });
  const { journey } = await openDevice({ ports });
  expect(journey.state.value).toMatchObject({ screen: { at: 'activated' }, license: { licenseType: 'pro' } });

  answerWith({ offered: personal });
  await journey.intake.deliver(fileOf(personal));
  expect(journey.state.value).toMatchObject({
    screen: { at: 'replace-license' },
    offer: { replacement: 'ask', isUsable: true, comparison: { worse: ['type', 'features'], lost: ['export'] } },
  });

  answerWith({ offered: null });
  await journey.machine.keepInstalled();
  expect(calls).toContain('keep');
  expect(journey.state.value).toMatchObject({
    screen: { at: 'activated' },
    license: { licenseType: 'pro' },
    offer: null,
  });
});

test('a license that waited before the page was opened is asked about first; accepted, the tool installs it', async () => {
  const { pro, personal } = await licenses();
  const { ports, calls, answerWith } = toolWith({ license: pro });
  answerWith({ offered: personal });
  await (await openDevice({ ports })).journey.intake.deliver(fileOf(personal));
  const { journey } = await openDevice({ ports });
  expect(journey.state.value.screen.at).toBe('replace-license');

  answerWith({ offered: null, license: personal });
  await journey.machine.acceptOffered();
  expect(calls).toContain('replace');
  expect(journey.state.value).toMatchObject({ screen: { at: 'activated' }, license: { licenseType: 'personal' } });
});

test('a license that ended by a time that has certainly passed is shown as ended, with that time', async () => {
  const { disk } = await machineWithRequest();
  const request = disk.machine.request ?? new Uint8Array();
  const stopDate = '2027-01-01T00:00:00Z';
  const license = await issueLicense({ request, licenseType: 'pro' }, { stopDate });
  const { ports, answerWith } = toolWith({ license });
  answerWith({ clock: { now: '2026-11-23T12:00:00Z', floor: '2027-12-01T00:00:00Z' } });
  const { journey } = await openDevice({ ports });
  await journey.machine.place();
  await journey.machine.checkAgain();
  expect(journey.state.value.outOfTerm).toMatchObject({ code: 'license-expired' });
  expect(journey.machine.term()).toMatchObject({ term: 'ended' });
  answerWith({ clock: null });
  await journey.machine.place();
  await journey.machine.checkAgain();
  expect(journey.state.value.outOfTerm).toBeNull();
});
