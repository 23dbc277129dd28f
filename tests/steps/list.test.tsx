// @vitest-environment happy-dom
import { fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { describe, expect, it } from 'vitest';
import { readRequest } from '../../src/documents/request.ts';
import { courierWith, type Device, order, serial } from './devices.ts';
import { announces, button, cleanUp, heading, languages, noButton, show, text } from './wizard.tsx';

cleanUp();

describe.each(languages)('in %s', (_name, messages) => {
  const { licenseType, list, serial: words } = messages;
  const boxes = () =>
    within(screen.getByRole('list', { name: list.label })).getAllByRole('checkbox') as HTMLInputElement[];
  const computerOf = (device: Device, requestId = '') => device.journey.courier.computerOf(requestId).machine;
  const rows = () => within(screen.getByRole('list', { name: list.label })).getAllByRole('button');
  const item = async (name: string) => {
    fireEvent.click(button(list.more));
    fireEvent.click(await screen.findByRole('button', { name }));
  };

  async function listOf(count: number) {
    const device = await courierWith(count);
    device.journey.courier.collect();
    show(device, messages);
    return device;
  }

  it('a computer is listed with its ID, newest first, and continues where it was', async () => {
    const device = await listOf(3);
    expect(heading()).toBe(list.title(3));
    const ids = [...device.requestIds].reverse().map((id) => computerOf(device, id));
    expect(rows().map(({ textContent }) => ids.findIndex((id) => textContent?.includes(id)))).toEqual([0, 1, 2]);
    fireEvent.click(rows()[0] as HTMLElement);
    expect(heading()).toBe(licenseType.title);
    text(ids[0] ?? '');
  });

  it('nothing is ordered that is not ticked, and no type is chosen for several', async () => {
    const device = await listOf(3);
    expect(noButton(list.order(3))).toBe(true);
    fireEvent.click(boxes()[0] as HTMLInputElement);
    fireEvent.click(boxes()[2] as HTMLInputElement);
    await waitFor(() => expect(announces(list.ticked(2, 0))).toBe(true));
    fireEvent.click(button(list.order(2)));
    expect(heading()).toBe(list.batch.title(2));
    expect(screen.getAllByRole('radio').some((radio) => (radio as HTMLInputElement).checked)).toBe(false);
    expect(button(licenseType.next).getAttribute('aria-disabled')).toBe('true');
    fireEvent.click(screen.getByRole('radio', { name: /^Personal/ }));
    fireEvent.submit((await screen.findByRole('button', { name: list.batch.request(2) })).closest('form') as HTMLElement);
    await waitFor(() => expect(heading()).toBe(list.outcome.licensed(2)));
    expect(device.environment.orders).toHaveLength(2);
    fireEvent.click(button(list.show(2)));
    await waitFor(() => expect(device.journey.state.value.screen).toMatchObject({ at: 'licenses' }));
  });

  it('a range is ticked with Shift, and all at once', async () => {
    const device = await listOf(4);
    fireEvent.click(boxes()[0] as HTMLInputElement);
    fireEvent.click(boxes()[2] as HTMLInputElement, { shiftKey: true, detail: 1 });
    expect(device.journey.state.value.list.ticked).toHaveLength(3);
    fireEvent.click(screen.getByRole('checkbox', { name: list.tickAll(4) }));
    expect(device.journey.state.value.list.ticked).toHaveLength(4);
    fireEvent.click(await screen.findByRole('checkbox', { name: list.tickAll(4), checked: true }));
    expect(device.journey.state.value.list.ticked).toEqual([]);
  });

  it('search and filter narrow what is acted on, and say what is hidden', async () => {
    const device = await listOf(3);
    fireEvent.click(screen.getByRole('checkbox', { name: list.tickAll(3) }));
    const [first = ''] = device.requestIds;
    fireEvent.input(screen.getByRole('searchbox'), { target: { value: computerOf(device, first).slice(0, 6) } });
    await waitFor(() => expect(rows()).toHaveLength(1));
    expect(announces(list.ticked(1, 2))).toBe(true);
    button(list.order(1));
    fireEvent.input(screen.getByRole('searchbox'), { target: { value: 'no such computer' } });
    await waitFor(() => text(list.noneFound));
    fireEvent.click(button(list.showAll));
    await waitFor(() => expect(rows()).toHaveLength(3));
    await order({ ...device, order: { for: 'carried-requests', requestIds: [first] } });
    device.journey.courier.collect();
    fireEvent.change(screen.getByRole('combobox', { name: list.filter }), { target: { value: 'licensed' } });
    await waitFor(() => expect(rows()).toHaveLength(1));
    within(rows()[0] as HTMLElement).getByText(list.states.licensed);
    screen.getByRole('option', { name: list.counted(list.states.new, 2) });
  });

  it('many are marked as delivered, saved as one file, removed and put back', async () => {
    const device = await listOf(3);
    await order(device);
    device.journey.courier.collect();
    fireEvent.click(await screen.findByRole('checkbox', { name: list.tickAll(3) }));
    await item(list.save(3));
    await waitFor(() => expect(announces(list.saved('orrery-licenses.lic'))).toBe(true));
    await item(list.deliver(3));
    await waitFor(() => expect(screen.getAllByText(list.states.delivered)).toHaveLength(3));
    await item(list.remove(3));
    await waitFor(() => expect(heading()).toBe(list.title(0)));
    text(list.removed(3));
    fireEvent.click(button(list.undo));
    await waitFor(() => expect(heading()).toBe(list.title(3)));
  });

  it('a computer gets a name', async () => {
    const device = await listOf(2);
    fireEvent.click(boxes()[0] as HTMLInputElement);
    await waitFor(() => button(list.order(1)));
    await item(list.name.rename);
    const field = await screen.findByRole('textbox', { name: list.name.label });
    fireEvent.input(field, { target: { value: 'Line 3 left panel' } });
    await waitFor(() => expect(rows()[0]?.textContent).toContain('Line 3 left panel'));
    fireEvent.click(button(list.name.done));
    fireEvent.click(rows()[0] as HTMLElement);
    text('Line 3 left panel');
    button(list.name.rename);
  });

  it('refusals are grouped by reason, each with its computers and its way on', async () => {
    const device = await courierWith(3);
    const [first = '', second = ''] = device.requestIds;
    device.environment.refuse = ({ request }) =>
      [first, second].includes(readRequest(request).requestId) ? 'seats-exhausted' : null;
    await order(device);
    show(device, messages);
    expect(heading()).toBe(list.outcome.mixed(1, 2));
    const { title, next } = messages.refusal('seats-exhausted', {});
    const group = screen.getByRole('heading', { name: `${title} (2)` }).parentElement as HTMLElement;
    within(group).getByText(next);
    for (const id of [first, second]) within(group).getByText(computerOf(device, id));
    fireEvent.click(button(list.outcome.again(2)));
    await waitFor(() => expect(heading()).toBe(list.batch.title(2)));
  });

  it('a table assigns serial numbers, and shows what it means before anything is ordered', async () => {
    const device = await listOf(3);
    fireEvent.click(screen.getByRole('checkbox', { name: list.tickAll(3) }));
    fireEvent.click(await screen.findByRole('button', { name: list.order(3) }));
    fireEvent.click(button(list.batch.table));
    const [first = '', second = ''] = device.requestIds.map((id) => computerOf(device, id));
    const value = `${first};${serial}\n${second};${serial.slice(0, -1)}\nOven;${serial}`;
    fireEvent.input(screen.getByRole('textbox', { name: list.table.paste }), { target: { value } });
    await waitFor(() => text(list.table.why.nobody('Oven')));
    text(list.table.faults(3));
    fireEvent.click(screen.getByRole('radio', { name: 'Pro' }));
    await waitFor(() => text(list.table.ready(1)));
    text(list.table.missing(2));
    expect(device.environment.orders).toEqual([]);
    fireEvent.submit(button(list.table.order(1)).closest('form') as HTMLElement);
    await waitFor(() => expect(device.environment.orders).toHaveLength(1));
    expect(device.environment.orders[0]).toMatchObject({ licenseType: 'pro', serialNumber: serial });
    await waitFor(() => expect(heading()).toBe(list.outcome.licensed(1)));
  });

  it('one after another goes through all, and says where it is', async () => {
    const device = await listOf(2);
    fireEvent.click(screen.getByRole('checkbox', { name: list.tickAll(2) }));
    fireEvent.click(await screen.findByRole('button', { name: list.order(2) }));
    fireEvent.click(button(list.batch.each));
    text(list.batch.place(1, 2));
    fireEvent.click(button(list.batch.skip));
    await waitFor(() => text(list.batch.place(2, 2)));
    fireEvent.click(screen.getByRole('radio', { name: /^Pro/ }));
    await waitFor(() => expect(button(licenseType.next).getAttribute('aria-disabled')).toBe('false'));
    fireEvent.submit(button(licenseType.next).closest('form') as HTMLElement);
    await waitFor(() => expect(heading()).toBe(words.title));
    expect(device.environment.orders).toEqual([]);
  });
});
