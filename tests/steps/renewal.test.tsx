// @vitest-environment happy-dom
import { act, fireEvent, screen, waitFor } from '@testing-library/preact';
import { describe, expect, it } from 'vitest';
import { endDateIn } from '../../src/messages/endDate.ts';
import { openDevice } from '../activation/environment.ts';
import { activatedMachine, courierWith, machineWithOffer, order } from './devices.ts';
import { button, cleanUp, heading, languages, noButton, show, text } from './wizard.tsx';

cleanUp();

const day = 24 * 60 * 60 * 1000;
const dates = { stopDate: '2027-01-02T00:00:00Z', updateDate: '2026-12-13T00:00:00Z' };

describe.each(languages)('in %s', (_name, messages) => {
  const { renewal, returnLicense } = messages;
  const end = endDateIn(messages.language, 'long')(dates.stopDate);

  it('a license that has just arrived says thank you; later, one that ends soon counts the days', async () => {
    const { disk } = await activatedMachine({}, dates);
    const now = () => new Date('2026-12-20T12:00:00Z');
    const device = await openDevice({ disk, ports: (ports) => ({ ...ports, now }) });
    show(device, messages);
    expect(heading()).toBe(renewal.daysLeft(13));
    text(renewal.until('Orrery Studio', end));
    expect(button(renewal.renew).className).toBe('primary');
    button(returnLicense.begin);
  });

  it('a license that has ended shows why, its facts, and what to do', async () => {
    const device = await activatedMachine({}, { ...dates, holder: 'Uraniborg' });
    device.environment.wait(60 * day);
    show(device, messages);
    await act(() => device.environment.returnToPage());
    expect(heading()).toBe(messages.refusal('license-expired', {}).title);
    text('Uraniborg');
    button(returnLicense.begin);
    button(renewal.checkAgain);
    fireEvent.click(button(renewal.renew));
    await waitFor(() => expect(heading()).toBe(messages.noNetwork.title));
    text(renewal.withoutNetwork('Orrery Studio'));
    button(renewal.manually);
  });

  it('a perpetual license says nothing of renewing; one with a renewal date does so in a line', async () => {
    const device = await activatedMachine({}, { updateDate: '2027-01-01T00:00:00Z' });
    const { container } = show(device, messages);
    expect(noButton(renewal.renew)).toBe(true);
    expect(container.textContent).not.toContain(renewal.due);
    device.environment.wait(365 * day);
    await act(() => device.environment.returnToPage());
    text(renewal.due);
    expect(heading()).toBe(messages.activated.title);
  });

  it('a trial is not renewed: it leads to another license, also after its end', async () => {
    const { disk } = await activatedMachine({}, { ...dates, licenseType: 'trial' });
    const now = () => new Date('2026-12-20T12:00:00Z');
    const device = await openDevice({ disk, ports: (ports) => ({ ...ports, now }) });
    show(device, messages);
    expect(heading()).toBe(messages.activated.title);
    text(renewal.daysLeft(13));
    expect(noButton(renewal.renew)).toBe(true);
    device.environment.wait(60 * day);
    await act(() => device.environment.returnToPage());
    expect(noButton(renewal.renew)).toBe(true);
    fireEvent.click(button(messages.activated.renew));
    await waitFor(() => expect(heading()).toBe(messages.licenseType.title));
    expect(screen.queryByRole('radio', { checked: true })).toBeNull();
  });

  it('a worse license is shown beside the better one, with what gets worse', async () => {
    const device = await machineWithOffer();
    const { container } = show(device, messages);
    expect(container.querySelectorAll('.compare > section')).toHaveLength(2);
    expect(container.querySelectorAll('.worse')).toHaveLength(3);
    text(renewal.replace.lost('render'));
    expect(button(renewal.replace.keep('Pro')).className).toBe('primary');
    button(renewal.replace.replaceWith('Personal'));
    fireEvent.click(button(renewal.replace.keep('Pro')));
    await waitFor(() => expect(heading()).toBe(messages.activated.title));
    screen.getByText(renewal.earlier.title);
    screen.getByRole('button', { name: /Personal/, hidden: true });
  });

  it('the phone says how long each license lasts, and that a renewal begins on the computer', async () => {
    const phone = await courierWith(1);
    phone.environment.issue = dates;
    await order(phone);
    phone.environment.wait(25 * day);
    show(phone, messages);
    text(renewal.onPhone.text);
    fireEvent.click(button(renewal.onPhone.bring));
    expect(heading()).toBe(messages.list.title(1));
    await waitFor(() => text(renewal.onPhone.left(15)));
  });
});
