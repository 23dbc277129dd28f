import { returningActions } from '../../src/activation/machine/returning.ts';
// @vitest-environment happy-dom

import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { describe, expect, it, vi } from 'vitest';
import { orderActions } from '../../src/activation/order.ts';
import { encodeBase64 } from '../../src/crypto/base64.ts';
import { openEnvelope } from '../../src/documents/envelope.ts';
import { readRequest } from '../../src/documents/request.ts';
import { endDateIn } from '../../src/messages/endDate.ts';
import { Refusal } from '../../src/refusal.ts';
import { emptyDisk, openDevice } from '../activation/environment.ts';
import {
  activatedMachine,
  type Device,
  devices,
  machine,
  machineAfterReturn,
  machineWithRequest,
  offline,
} from './devices.ts';
import { button, chooseMore, cleanUp, heading, languages, noButton, noMore, show, text } from './wizard.tsx';

cleanUp();

const at = ({ journey }: Device) => journey.state.value.screen.at;

describe.each(languages)('in %s', (_name, messages) => {
  it('the role is chosen by the user’s goal', async () => {
    const device = await openDevice({});
    device.environment.network = offline;
    show(device, messages);
    const { role } = messages;
    text(role.machineHint('Orrery Studio'));
    text(role.courierHint);
    fireEvent.click(screen.getByRole('button', { name: new RegExp(`^${role.machine}`) }));
    await waitFor(() => expect(heading()).toBe(messages.noNetwork.title));
    expect(device.disk.settings.get('role')).toBe('machine');
    chooseMore(role.courier, messages);
    await waitFor(() => expect(heading()).toBe(messages.collect.title));
    expect(device.disk.settings.get('role')).toBe('courier');
    chooseMore(role.machine, messages);
    await waitFor(() => expect(heading()).toBe(messages.noNetwork.title));
  });

  it('without a network, a request is offered and the network can be tried again', async () => {
    const device = await machine();
    show(device, messages);
    text(messages.noNetwork.text('Orrery Studio'));
    device.environment.network = null;
    fireEvent.click(button(messages.noNetwork.retry));
    await waitFor(() => expect(heading()).toBe(messages.licenseType.title));
    text(messages.licenseType.online);
    fireEvent.click(button(messages.licenseType.manual));
    expect(heading()).toBe(messages.review.title);
  });

  it.each(['service-unreachable', 'service-answer-not-ours', 'service-busy', 'service-fault'] as const)(
    'the reason %s is shown',
    async (code) => {
      const device = await machine();
      device.environment.network = new Refusal(code);
      await device.journey.machine.connect();
      show(device, messages);
      const reason = messages.refusal(code, {});
      expect(heading()).toBe(code === 'service-unreachable' ? messages.noNetwork.title : reason.title);
      screen.getByText(reason.why, { exact: false });
      text(code);
    },
  );

  it('the review lists everything that leaves the machine, and nothing is stored before', async () => {
    const device = await devices.review();
    show(device, messages);
    const { review } = messages;
    const file = device.journey.state.value.prepared ?? new Uint8Array();
    const { requestId, installationKey } = readRequest(file);
    await screen.findByText(requestId);
    text(encodeBase64(installationKey));
    text(encodeBase64(openEnvelope(file, 'request').signature));
    expect(document.querySelector('pre')?.textContent).toBe(new TextDecoder().decode(file));
    expect(device.disk.machine.request).toBeNull();
    fireEvent.click(button(review.create));
    await waitFor(() => expect(device.disk.machine.request).toEqual(file));
    await waitFor(() => expect(at(device)).toBe('request'));
    expect(heading()).toBe(messages.request.title);
  });

  it('the request is shown as a code with its computer ID, and as a file', async () => {
    const device = await machineWithRequest();
    show(device, messages);
    const id = device.journey.machineId.value ?? '';
    expect(screen.getAllByText(id)[0]?.closest('p')?.textContent).toContain(messages.identity.id);
    text(messages.identity.sameOnOther);
    button(`${messages.code.labels.request}. ${messages.code.enlarge}`);
    fireEvent.click(button(messages.request.save));
    await waitFor(() => text(messages.request.saved(`orrery-${id}.licreq`)));
    expect(noButton(messages.request.share)).toBe(true);
    fireEvent.click(button(messages.request.next));
    expect(heading()).toBe(messages.receive.title);
  });

  it('the request can be copied as text, shared if the device can, and created again', async () => {
    const copied = vi.fn(async () => {});
    const share = vi.fn(async () => true);
    const device = await machineWithRequest({
      ports: (ports) => ({
        ...ports,
        clipboard: { copy: copied },
        files: { ...ports.files, canShare: true, share },
      }),
    });
    show(device, messages);
    const file = device.disk.machine.request ?? new Uint8Array();
    fireEvent.click(button(messages.code.copy));
    await waitFor(() => text(messages.code.copied));
    expect(copied).toHaveBeenCalledWith(new TextDecoder().decode(file));
    fireEvent.click(button(messages.request.share));
    await waitFor(() => expect(share).toHaveBeenCalledWith(expect.stringContaining('.licreq'), file));
    fireEvent.click(button(messages.request.startOver));
    await waitFor(() => expect(heading()).toBe(messages.review.title));
    expect(device.disk.machine.request).toBeNull();
  });

  it('on plain http the file’s other name is explained', async () => {
    const device = await machineWithRequest({
      ports: (ports) => ({
        ...ports,
        page: { ...ports.page, opened: 'http' },
        files: { ...ports.files, save: (name) => `${name}.txt` },
      }),
    });
    show(device, messages);
    fireEvent.click(button(messages.request.save));
    await waitFor(() => text(messages.request.savedAsText));
    fireEvent.click(button(messages.shell.more));
    expect(document.body.textContent).toContain(messages.notices.offlineCopyHttp);
  });

  it('the license is received with the computer ID on screen', async () => {
    const device = await devices.receive();
    show(device, messages);
    text(messages.receive.text);
    text(messages.identity.sameOnOther);
    expect(screen.getAllByText(device.journey.machineId.value ?? '')).not.toHaveLength(0);
    fireEvent.click(button(messages.back));
    expect(heading()).toBe(messages.request.title);
  });

  it('an activated machine says thank you and shows the license', async () => {
    const change = { holder: 'Uraniborg', serialMasked: '*****-*****-*****-B7QG9', stopDate: '2027-11-23T00:00:00Z' };
    const device = await activatedMachine({}, change);
    show(device, messages);
    text(messages.activated.text('Orrery Studio'));
    text('Pro');
    text('Uraniborg');
    expect(text(change.serialMasked).getAttribute('dir')).toBe('ltr');
    text(endDateIn(messages.language, 'long')(change.stopDate));
    const name = text(device.journey.machineId.value ?? 'no name');
    expect(name.closest('footer')?.textContent).toContain(messages.identity.id);
    fireEvent.click(button(messages.activated.save));
    await waitFor(() => expect(screen.getAllByRole('status').at(-1)?.textContent).toContain('.lic'));
    for (const finished of screen.getAllByText(`(${messages.trip.finished})`)) expect(finished).toBeTruthy();
    expect(screen.getAllByText(`(${messages.trip.finished})`)).toHaveLength(3);
  });

  it('a license without an end says so', async () => {
    show(await activatedMachine(), messages);
    text(messages.facts.forever);
    expect(screen.queryByText(messages.facts.holder)).toBeNull();
  });

  it('an activated machine can get another license', async () => {
    const device = await activatedMachine();
    show(device, messages);
    fireEvent.click(button(messages.activated.renew));
    await waitFor(() => expect(heading()).toBe(messages.noNetwork.title));
    expect(device.disk.machine.license).not.toBeNull();
  });

  it('returning a license is explained first and can be canceled', async () => {
    const device = await activatedMachine({}, { serialMasked: '*****-*****-*****-K2H9P' });
    show(device, messages);
    fireEvent.click(button(messages.returnLicense.begin));
    expect(heading()).toBe(messages.returnLicense.title);
    text(messages.returnLicense.text('Orrery Studio'));
    text(messages.returnLicense.receipt);
    const { perYear = 0, coolDownDays = 0 } = device.journey.profile.returns ?? {};
    const limits = messages.returning.limits(perYear, coolDownDays);
    await waitFor(() => expect(document.body.textContent).toContain(limits));
    fireEvent.click(button(messages.returnLicense.keep));
    expect(heading()).toBe(messages.activated.title);
    fireEvent.click(button(messages.returnLicense.begin));
    fireEvent.click(button(messages.returnLicense.confirm));
    await waitFor(() => expect(heading()).toBe(messages.returned.title));
    expect(device.disk.machine.license).toBeNull();
  });

  it('a returned license shows its receipt, as a code and as a file, as long as needed', async () => {
    const device = await machineAfterReturn();
    show(device, messages);
    text(messages.returned.text);
    button(`${messages.code.labels.return}. ${messages.code.enlarge}`);
    fireEvent.click(button(messages.returned.save));
    await waitFor(() => text(messages.returned.saved(`orrery-${device.journey.machineId.value}.licret`)));
    expect(noMore(messages.returned.show, messages)).toBe(true);
    fireEvent.click(button(messages.returned.activate));
    await waitFor(() => expect(heading()).toBe(messages.noNetwork.title));
    chooseMore(messages.returned.show, messages);
    expect(heading()).toBe(messages.returned.title);
  });

  it('an accepted receipt shows how many seats are free', async () => {
    const device = await activatedMachine();
    device.environment.network = null;
    device.journey.part(returningActions).ask();
    show(device, messages);
    fireEvent.click(button(messages.returnLicense.confirm));
    await waitFor(() => expect(heading()).toBe(messages.receipt.titles.returned));
    text(messages.returned.free('Orrery Studio'));
    text(messages.receipt.seatsLeft(1));
  });

  it('a license that the vendor would not take back now stays in force', async () => {
    const device = await activatedMachine();
    device.environment.network = null;
    device.environment.refuseReturn = new Refusal('return-too-often', { perYear: 2 });
    device.journey.part(returningActions).ask();
    show(device, messages);
    fireEvent.click(button(messages.returnLicense.confirm));
    const refusal = messages.refusal('return-too-often', { perYear: 2 });
    await waitFor(() => text(refusal.title));
    text(refusal.why);
    text(messages.returning.inForce);
    expect(device.disk.machine.license).not.toBeNull();
    expect(device.disk.machine.returns).toEqual([]);
  });

  it('a machine with network orders its license directly', async () => {
    const disk = emptyDisk();
    disk.settings.set('role', 'machine');
    const device = await openDevice({ disk });
    show(device, messages);
    const request = () => screen.getByRole('button', { name: messages.licenseType.request });
    expect(button(messages.licenseType.next).getAttribute('aria-disabled')).toBe('true');
    fireEvent.click(screen.getByRole('radio', { name: /^Personal/ }));
    await waitFor(() => expect(request().getAttribute('aria-disabled')).toBe('false'));
    fireEvent.submit(request().closest('form') as HTMLFormElement);
    await waitFor(() => expect(heading()).toBe(messages.activated.title));
  });

  it('a machine with changed hardware is asked about its seat', async () => {
    const disk = emptyDisk();
    disk.settings.set('role', 'machine');
    const device = await openDevice({ disk });
    device.environment.refuse = ({ confirmChange }) => (confirmChange ? null : 'machine-changed');
    device.environment.details = { changed: ['disk'], seat: 'another', seatsLeft: 2 };
    await device.journey.part(orderActions).chooseType({ for: 'this-machine' }, 'personal');
    await device.journey.part(orderActions).confirmType({ for: 'this-machine' });
    show(device, messages);
    const refusal = messages.refusal('machine-changed', device.environment.details);
    expect(heading()).toBe(refusal.title);
    text(refusal.why);
    text(refusal.next);
    expect(noButton(messages.waiting.remove)).toBe(true);
    fireEvent.click(button(messages.changed.another));
    await waitFor(() => expect(at(device)).toBe('activated'));
  });
});

it('a product with a deep link is opened from the last screen', async () => {
  const device = await activatedMachine();
  Object.assign(device.journey.profile, { deepLink: 'orrery://start' });
  show(device);
  expect(screen.getByRole('link', { name: 'Start using Orrery Studio' }).getAttribute('href')).toBe('orrery://start');
});
