// @vitest-environment happy-dom

import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { describe, expect, it } from 'vitest';
import { computerActions } from '../../src/activation/computers/computers.ts';
import { emptyDisk, openDevice } from '../activation/environment.ts';
import { nova } from '../activation/secondProduct.ts';
import { courierWith, fileOf, machineWithRequest, requestFile } from './devices.ts';
import { button, chooseMore, cleanUp, heading, languages, noMore, show, text } from './wizard.tsx';

cleanUp();

/** A phone of two products with a request of each. */
async function phone() {
  const second = nova();
  const machine = await openDevice({ installation: 12, ...nova(second.novaDisk) });
  await machine.journey.chooseRole('machine');
  await machine.journey.chooseProduct('nova');
  await machine.journey.machine.createRequest();
  const device = await openDevice({ handheld: true, ...nova() });
  for (const file of [await requestFile(11), second.novaDisk.machine.request]) {
    await device.journey.intake.deliver(fileOf(file));
  }
  device.journey.courier.collect();
  return device;
}

const brand = (container: Element) => container.querySelector('.brand')?.textContent?.trim();

describe.each(languages)('a page of two products in %s', (_name, messages) => {
  it('lists the requests with the name of each product, in the name of the vendor', async () => {
    const { container } = show(await phone(), messages);
    expect(brand(container)).toBe('Northlight Instruments');
    expect(document.title).toContain('Northlight Instruments');
    const rows = screen.getAllByRole('listitem').filter(({ className }) => className === 'tickable');
    expect(rows.map(({ textContent }) => /Orrery Studio|Nova/.exec(textContent ?? '')?.[0])).toEqual([
      'Nova',
      'Orrery Studio',
    ]);
    const filter = screen.getByRole('combobox', { name: messages.list.product });
    fireEvent.change(filter, { target: { value: 'nova' } });
    await waitFor(() => expect(container.querySelectorAll('.list.computers > li')).toHaveLength(1));
  });

  it('shows the form of a request in the name of its product', async () => {
    const device = await phone();
    const { container } = show(device, messages);
    const rows = container.querySelectorAll<HTMLElement>('.list.computers .row-open');
    fireEvent.click(rows[0] as HTMLElement);
    expect(heading()).toBe(messages.licenseType.title);
    expect(brand(container)).toBe('Nova Northlight Instruments');
    expect(screen.getAllByRole('radio').map((radio) => radio.getAttribute('value'))).toEqual(['site']);
  });

  it('asks a machine for its product, and offers another one later', async () => {
    const device = await openDevice(nova());
    const { container } = show(device, messages);
    expect(text(messages.role.machineHintSeveral('Northlight Instruments'))).toBeTruthy();
    await device.journey.chooseRole('machine');
    expect(heading()).toBe(messages.product.title);
    expect(noMore(messages.product.change, messages)).toBe(true);
    await device.journey.chooseProduct('nova');
    expect(brand(container)).toBe('Nova Northlight Instruments');
    chooseMore(messages.product.change, messages);
    expect(heading()).toBe(messages.product.title);
  });

  it('offers an offline copy of the product in front, or of each', async () => {
    const device = await openDevice(nova());
    show(device, messages);
    fireEvent.click(button(messages.shell.more));
    const copies = () => screen.getAllByRole('link').map((link) => link.getAttribute('href'));
    expect(copies()).toEqual(['products/orrery/keyferry.html', 'products/nova/keyferry.html']);
    await device.journey.chooseRole('machine');
    await device.journey.chooseProduct('nova');
    // The focus on the new screen has closed it.
    fireEvent.click(button(messages.shell.more));
    expect(copies()).toEqual(['products/nova/keyferry.html']);
  });

  it('asks whose serial number it is', async () => {
    const device = await openDevice({ handheld: true, ...nova() });
    device.journey.openComputers();
    show(device, messages);
    const product = await screen.findByLabelText(messages.review.product);
    fireEvent.change(product, { target: { value: 'nova' } });
    expect(device.journey.part(computerActions).productId()).toBe('nova');
  });
});

describe.each(languages)('a page of one product in %s', (_name, messages) => {
  it('never names a product beside its own', async () => {
    const { container } = show(await courierWith(2, { disk: emptyDisk() }), messages);
    expect(brand(container)).toBe('Orrery Studio Northlight Instruments');
    expect(container.querySelectorAll('h3')).toHaveLength(0);
    fireEvent.click(button(messages.shell.more));
    expect(screen.getByRole('link').getAttribute('href')).toBe('keyferry.html');
  });

  it('never offers another product', async () => {
    show(await machineWithRequest(), messages);
    expect(noMore(messages.product.change, messages)).toBe(true);
  });
});
