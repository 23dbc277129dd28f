// @vitest-environment happy-dom

import { act, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { describe, expect, it, vi } from 'vitest';
import { batchActions } from '../../src/activation/courier/batchOrders.ts';
import { fingerprintOf } from '../../src/documents/contents/fingerprint.ts';
import { machineId } from '../../src/documents/machineId.ts';
import { readRequest } from '../../src/documents/request.ts';
import { createSender } from '../../src/transfer/sender.ts';
import { codesOf } from '../activation/codesOf.ts';
import { courierWith, deviceThatSends, deviceWithFile, machineWithRequest, order } from './devices.ts';
import { announces, button, chooseMore, cleanUp, heading, languages, noButton, noMore, show, text } from './wizard.tsx';

cleanUp();

describe.each(languages)('in %s', (_name, messages) => {
  const { code: words, playback, paper, fileTransfer, sending, arrived } = messages;

  it('a code is enlarged by a press and closed again', async () => {
    const device = await machineWithRequest();
    const { container } = show(device, messages);
    fireEvent.click(button(`${words.labels.request}. ${words.enlarge}`));
    const dialog = container.querySelector('dialog') as HTMLDialogElement;
    expect(dialog.open).toBe(true);
    expect(dialog.getAttribute('aria-label')).toBe(words.labels.request);
    within(dialog).getByText(words.brighter);
    const id = device.journey.machineId.value ?? '';
    within(dialog).getByText(id);
    fireEvent.click(within(dialog).getByRole('button', { name: words.shrink, hidden: true }));
    expect(container.querySelector('dialog')).toBeNull();
    expect(device.journey.state.value.screen).toEqual({ at: 'request' });
  });

  it('Esc closes the enlarged code as Back does', async () => {
    const device = await machineWithRequest();
    const { container } = show(device, messages);
    fireEvent.click(button(`${words.labels.request}. ${words.enlarge}`));
    const cancel = new Event('cancel', { cancelable: true });
    act(() => void container.querySelector('dialog')?.dispatchEvent(cancel));
    expect(cancel.defaultPrevented).toBe(true);
    expect(device.journey.state.value.screen).toEqual({ at: 'request' });
  });

  it('several codes play, and can be paused, turned and slowed down', async () => {
    const device = await deviceThatSends(20_000);
    show(device, messages);
    await screen.findByRole('group', { name: playback.label });
    expect(button(`${words.labels.file}. ${words.oneOfSeveral}. ${words.enlarge}`)).toBeTruthy();
    const note = () => document.querySelector('.playback-note')?.textContent ?? '';
    expect(note()).toContain(playback.slowDown);
    button(playback.faster);
    fireEvent.click(button(playback.slower));
    fireEvent.click(button(playback.pause));
    expect(note()).toContain(playback.anyOrder);
    const pages = Number(/\d+\D+(\d+)/.exec(screen.getAllByRole('status').at(-1)?.textContent ?? '')?.[1]);
    expect(announces(playback.page(1, pages))).toBe(true);
    fireEvent.click(button(playback.next));
    expect(announces(playback.page(2, pages))).toBe(true);
    fireEvent.click(button(playback.previous));
    fireEvent.click(button(playback.previous));
    expect(announces(playback.page(pages, pages))).toBe(true);
    fireEvent.click(button(playback.goOn));
    button(playback.pause);
  });

  it('at the slowest level the button is disabled and keeps the focus', async () => {
    show(await deviceThatSends(5000), messages);
    const slower = await screen.findByRole('button', { name: playback.slower });
    for (let press = 0; press < 8; press++) fireEvent.click(slower);
    expect(slower.getAttribute('aria-disabled')).toBe('true');
    expect(slower.hasAttribute('disabled')).toBe(false);
    expect(button(playback.faster).getAttribute('aria-disabled')).toBe('false');
  });

  it('a user who prefers reduced motion gets still codes', async () => {
    show(await deviceThatSends(5000, { still: true }), messages);
    await screen.findByRole('button', { name: playback.goOn });
    expect(noButton(playback.pause)).toBe(true);
  });

  it('a fine code can be shown in parts and as one again', async () => {
    const device = await courierWith(4);
    device.journey.part(batchActions).orderSeveral(device.requestIds);
    await order(device);
    device.journey.courier.showAll();
    show(device, messages);
    const isOne = codesOf(device.journey.outgoing.value)?.whole;
    if (!isOne) return void (await screen.findByRole('group', { name: playback.label }));
    fireEvent.click(button(words.inParts));
    await screen.findByRole('group', { name: playback.label });
    fireEvent.click(button(words.inOne));
    expect(screen.queryByRole('group', { name: playback.label })).toBeNull();
  });

  /** The sheets load after the screen. */
  const printButton = async () => {
    const print = await screen.findByRole('button', { name: paper.print });
    await waitFor(() => expect(print.getAttribute('aria-busy')).toBe('false'));
    return print;
  };

  it('a request is printed with its code, its computer and everything that it holds', async () => {
    const device = await machineWithRequest();
    const { file } = device.journey.outgoing.value ?? { file: new Uint8Array() };
    const { requestId, installationKey } = readRequest(file);
    const print = vi.fn(() => {
      const sheets = document.querySelector('.paper');
      expect(sheets?.querySelectorAll('figure')).toHaveLength(1);
      for (const printed of ['Orrery Studio 5.2', requestId, machineId(installationKey), fingerprintOf(file)]) {
        expect(sheets?.textContent).toContain(printed);
      }
    });
    window.print = print;
    show(device, messages);
    fireEvent.click(await printButton());
    expect(print).toHaveBeenCalledTimes(1);
    fireEvent(window, new Event('afterprint'));
    expect(document.querySelectorAll('.paper')).toHaveLength(0);
  });

  it('the licenses of several computers are printed with a list of the computers', async () => {
    const device = await courierWith(3);
    device.journey.part(batchActions).orderSeveral(device.requestIds);
    await order(device);
    device.journey.courier.showAll();
    show(device, messages);
    await printButton();
    fireEvent(window, new Event('beforeprint'));
    const printed = document.querySelector('.paper')?.textContent;
    for (const { machine } of device.journey.state.value.carriedRequests) expect(printed).toContain(machine);
    fireEvent(window, new Event('afterprint'));
  });

  it('the browser’s own print command prints all codes of several, numbered and named', async () => {
    const { unmount } = show(await deviceThatSends(5000), messages);
    await screen.findByRole('group', { name: playback.label });
    await printButton();
    fireEvent(window, new Event('beforeprint'));
    const figures = document.querySelectorAll('.paper figure');
    expect(figures.length).toBeGreaterThan(1);
    const numbers = [...figures].map(({ textContent }) => textContent);
    expect(numbers).toEqual(numbers.map((_, at) => expect.stringContaining(`${at + 1}`)));
    for (const number of numbers) expect(number).toContain('panel.bin');
    unmount();
    await waitFor(() => expect(document.querySelectorAll('.paper')).toHaveLength(0));
  });

  it('a transfer that is too large for paper is not printed', async () => {
    show(await deviceThatSends(200_000), messages);
    await screen.findByRole('group', { name: playback.label });
    expect(noButton(paper.print)).toBe(true);
  });

  it('a file is chosen, shown, replaced, and removed', async () => {
    const device = await deviceThatSends(20);
    show(device, messages);
    text(sending.text);
    expect(text('panel.bin').getAttribute('dir')).toBe('ltr');
    const input = text(sending.another).querySelector('input') as HTMLInputElement;
    Object.defineProperty(input, 'files', { value: [new File(['other'], 'other.bin')] });
    fireEvent.change(input);
    await waitFor(() => text('other.bin'));
    fireEvent.click(button(sending.done));
    await waitFor(() => expect(heading()).toBe(fileTransfer.title));
    expect(device.disk.fileTransfer.sending).toBeNull();
  });

  it('the file transfer starts in the menu and leads back to the role', async () => {
    const device = await courierWith(0);
    show(device, messages);
    chooseMore(fileTransfer.begin, messages);
    expect(heading()).toBe(fileTransfer.title);
    expect(noMore(fileTransfer.begin, messages)).toBe(true);
    text(fileTransfer.showHint);
    text(fileTransfer.scanHint);
    text(fileTransfer.pictures);
    fireEvent.click(button(messages.back));
    await waitFor(() => expect(heading()).toBe(messages.collect.title));
  });

  it('a device with a camera scans a file in', async () => {
    const device = await courierWith(0, { cameras: [{ id: 'a', name: 'Camera' }] });
    device.journey.fileTransfer.begin();
    show(device, messages);
    fireEvent.click(screen.getByRole('button', { name: `${fileTransfer.scan} ${fileTransfer.scanHint}` }));
    expect(heading()).toBe(fileTransfer.scan);
    fireEvent.click(button(messages.intake.stop));
    expect(heading()).toBe(fileTransfer.title);
  });

  it('a received file shows its name and size, and is saved or discarded', async () => {
    const device = await deviceWithFile();
    show(device, messages);
    expect(heading()).toBe(arrived.title);
    expect(text('log.csv').getAttribute('dir')).toBe('ltr');
    fireEvent.click(button(arrived.save));
    await waitFor(() => expect(announces(arrived.saved('log.csv'))).toBe(true));
    await waitFor(() => expect(device.disk.fileTransfer.arrived?.saved).toBe(true));
    fireEvent.click(button(arrived.unexpected));
    screen.getByRole('group', { name: arrived.askDiscard });
    fireEvent.click(button(arrived.discard));
    await waitFor(() => expect(heading()).toBe(fileTransfer.title));
    expect(device.disk.fileTransfer.arrived).toBeNull();
  });

  it('the next received file does not show the last one’s question', async () => {
    const device = await deviceWithFile();
    show(device, messages);
    fireEvent.click(button(arrived.unexpected));
    const next = createSender({ kind: 'file', name: 'next.csv', bytes: new Uint8Array([1]) }, 'https://example.test/');
    await act(() => device.journey.intake.deliver(next.whole?.text ?? ''));
    text('next.csv');
    expect(screen.queryByRole('group', { name: arrived.askDiscard })).toBeNull();
  });
});
