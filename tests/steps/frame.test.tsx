// @vitest-environment happy-dom
import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { describe, expect, it, vi } from 'vitest';
import { Refusal } from '../../src/refusal.ts';
import { BrokenPage } from '../../src/steps/frame/BrokenPage.tsx';
import { emptyDisk, openDevice } from '../activation/environment.ts';
import { activatedMachine, courierWith, type Device, fileOf, machine, machineWithRequest, order } from './devices.ts';
import { announces, button, cleanUp, heading, languages, noButton, show, text } from './wizard.tsx';

cleanUp();

const unreadable = fileOf(new TextEncoder().encode('no license'));

describe.each(languages)('in %s', (_name, messages) => {
  const { refusalLabels, notices } = messages;

  it('a refusal replaces its screen, with its reason, remedy and code', async () => {
    const device = await machineWithRequest();
    Object.assign(device.journey.profile, { support: { email: 'help@northlight.example' } });
    device.journey.machine.receive();
    show(device, messages);
    await act(() => device.journey.intake.deliver(unreadable));
    const refusal = messages.refusal('file-unrecognized', {});
    expect(heading()).toBe(refusal.title);
    expect(document.activeElement?.textContent).toBe(refusal.title);
    expect(screen.getAllByRole('heading', { level: 2 }).map(({ textContent }) => textContent)).toEqual([
      refusalLabels.why,
      refusalLabels.next,
    ]);
    text(refusal.why);
    text(refusal.next);
    text('file-unrecognized');
    const support = screen.getByRole('link', { name: refusalLabels.support });
    expect(support.getAttribute('href')).toBe('mailto:help@northlight.example');
    expect(screen.queryByRole('link', { name: refusalLabels.status })).toBeNull();
    fireEvent.click(button(refusalLabels.back));
    expect(heading()).toBe(messages.receive.title);
  });

  it('a problem of the service links to its status page', async () => {
    const device = await courierWith(1);
    Object.assign(device.journey.profile, {
      statusUrl: 'https://status.northlight.example/',
      support: { url: 'https://northlight.example/help' },
    });
    device.environment.refuse = () => 'service-request-invalid';
    show(device, messages);
    await act(() => order(device));
    expect(heading()).toBe(messages.refusal('service-request-invalid', {}).title);
    const status = screen.getByRole('link', { name: refusalLabels.status });
    expect(status.getAttribute('href')).toBe('https://status.northlight.example/');
    expect(screen.getByRole('link', { name: refusalLabels.support }).getAttribute('href')).toBe(
      'https://northlight.example/help',
    );
  });

  it('a full disk is reported on every screen until there is space', async () => {
    const device = await machine();
    device.disk.refusal = new Refusal('storage-full');
    show(device, messages);
    await act(() => device.journey.machine.createRequest());
    expect(heading()).toBe(messages.request.title);
    expect(announces(notices.storageError)).toBe(true);
    expect(announces(messages.refusal('storage-full', {}).next)).toBe(true);
    fireEvent.click(button(messages.request.next));
    expect(announces(notices.storageError)).toBe(true);
    device.disk.refusal = null;
    await act(() => device.journey.machine.startOver());
    expect(announces(notices.storageError)).toBe(false);
  });

  it('a newer version is offered, and used only on request', async () => {
    let updateReady = () => {};
    const update = vi.fn();
    const device = await openDevice({
      ports: (ports) => ({
        ...ports,
        page: {
          ...ports.page,
          update,
          onUpdateReady: (listener) => {
            updateReady = listener;
            return () => {};
          },
        },
      }),
    });
    show(device, messages);
    expect(noButton(notices.updateNow)).toBe(true);
    act(() => updateReady());
    expect(announces(notices.update)).toBe(true);
    expect(update).not.toHaveBeenCalled();
    fireEvent.click(button(notices.updateNow));
    expect(update).toHaveBeenCalledTimes(1);
  });

  it('each language is listed by its own name', async () => {
    const { chooseLanguage } = show(await machine(), messages);
    const picker = screen.getByRole('combobox', { name: new RegExp(messages.chooseLanguage) }) as HTMLSelectElement;
    expect(picker.value).toBe(messages.language);
    const options = [...picker.options].map(({ text, lang }) => [text, lang]);
    expect(options).toContainEqual(['English', 'en']);
    expect(options).toContainEqual(['Deutsch', 'de']);
    expect(options).toHaveLength(2);
    const other = messages.language === 'en' ? 'de' : 'en';
    fireEvent.change(picker, { target: { value: other } });
    expect(chooseLanguage).toHaveBeenCalledWith(other);
  });

  it('another language changes the texts and leaves the focus', async () => {
    const device = await machine();
    const { rerender } = show(device, messages);
    const [, other] = languages.find(([, one]) => one !== messages) ?? ['', messages];
    const picker = screen.getByRole('combobox', { name: new RegExp(messages.chooseLanguage) });
    picker.focus();
    const { App } = await import('../../src/steps/App.tsx');
    rerender(<App journey={device.journey} messages={other} tool={null} chooseLanguage={() => {}} />);
    expect(heading()).toBe(other.noNetwork.title);
    expect(document.title).toContain(other.noNetwork.title);
    expect(document.activeElement).toBe(picker);
  });

  it('the computer ID is in the footer once it exists', async () => {
    const device = await machine();
    const { container } = show(device, messages);
    expect(container.textContent).not.toContain(messages.identity.id);
    await act(() => device.journey.machine.createRequest());
    const [, inFoot] = screen.getAllByText(device.journey.machineId.value ?? 'no ID');
    expect(inFoot?.closest('footer')?.textContent).toContain(messages.identity.id);
    expect(inFoot?.getAttribute('dir')).toBe('ltr');
  });

  it.each([
    ['file', false, false],
    ['http', true, true],
    ['secure', true, false],
  ] as const)('a page opened as %s offers an offline copy when none exists: %s', async (opened, offers, warns) => {
    const device = await openDevice({ ports: (ports) => ({ ...ports, page: { ...ports.page, opened } }) });
    const { container } = show(device, messages);
    fireEvent.click(button(messages.shell.more));
    const copy = screen.queryByRole('link', { name: notices.offlineCopy });
    expect(copy !== null).toBe(offers);
    if (copy) expect(copy.getAttribute('download')).toBe('keyferry.html');
    expect(container.textContent?.includes(notices.offlineCopyHttp)).toBe(warns);
  });

  it('the journey names its steps, and the device of each', async () => {
    show(await courierWith(1), messages);
    const trip = screen.getByRole('list', { name: messages.trip.label });
    const [first, second, third] = within(trip).getAllByRole('listitem');
    expect(first?.textContent).toContain(messages.trip.steps[0]);
    expect(first?.textContent).toContain(messages.trip.finished);
    expect(second?.getAttribute('aria-current')).toBe('step');
    expect(third?.querySelector('[title]')?.getAttribute('title')).toBe(messages.trip.places[2]);
  });

  it('a page that cannot be trusted shows the reason instead of the wizard', () => {
    render(<BrokenPage error={new Refusal('keyset-rollback')} messages={messages} />);
    expect(heading()).toBe(messages.refusal('keyset-rollback', {}).title);
    text('keyset-rollback');
    expect(screen.queryAllByRole('button')).toEqual([]);
  });

  it('an unexpected error is shown as an error of the page', () => {
    render(<BrokenPage error={new TypeError('x is not a function')} messages={messages} />);
    expect(heading()).toBe(messages.refusal('internal-fault', {}).title);
  });
});

it('one press of the main button triggers one action', async () => {
  const device: Device = await machine();
  await device.journey.machine.review();
  show(device);
  const create = button('Show the code');
  fireEvent.click(create);
  expect(create.getAttribute('aria-busy')).toBe('true');
  expect(create.getAttribute('aria-disabled')).toBe('true');
  fireEvent.click(create);
  await waitFor(() => expect(device.journey.state.value.screen.at).toBe('request'));
  expect(device.disk.machine.requestIds).toHaveLength(1);
});

it('a vendor’s logo and name are in the header', async () => {
  const device = await openDevice({});
  Object.assign(device.journey.profile, { logo: 'data:image/svg+xml,logo' });
  const { container } = show(device);
  const header = container.querySelector('header');
  expect(header?.querySelector('img')?.getAttribute('src')).toBe('data:image/svg+xml,logo');
  expect(header?.querySelector('img')?.getAttribute('alt')).toBe('');
  expect(header?.textContent).toContain('Orrery Studio Northlight Instruments');
});

it('an expired license says so at the start, with its facts, the way to a new one and its return', async () => {
  const disk = emptyDisk();
  await activatedMachine({ disk }, { stopDate: '2026-11-23T13:00:00Z' });
  const device = await openDevice({
    disk,
    ports: (ports) => ({ ...ports, now: () => new Date('2026-11-24T00:00:00Z') }),
  });
  show(device);
  expect(heading()).toBe('This license has expired');
  text('Pro');
  button('Return this license');
  fireEvent.click(button('Renew'));
  await waitFor(() => expect(heading()).toBe('Choose a license type'));
});
