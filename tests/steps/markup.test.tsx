// @vitest-environment happy-dom

import { render } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { screenIds } from '../../src/activation/screens.ts';
import { messages as en } from '../../src/messages/en/parts/complete.ts';
import { Refusal, refusalCodes } from '../../src/refusal.ts';
import { BrokenPage } from '../../src/steps/frame/BrokenPage.tsx';
import { createSender } from '../../src/transfer/sender.ts';
import { openDevice } from '../activation/environment.ts';
import { activatedMachine, courierWith, type Device, devices, noise, order } from './devices.ts';
import { cleanUp, show } from './wizard.tsx';

cleanUp();

const markup = '<planted-mark>x</planted-mark><img src="x" alt="planted">';
/** Fields whose texts come from the vendor, from documents or from other people. */
const free = new Set(['name', 'version', 'description', 'holder', 'phone', 'email', 'features', 'machine', 'note']);

/** @returns the value with markup in every free text; other objects than plain ones stay */
function planted(value: unknown, isFree = false): unknown {
  if (typeof value === 'string') return isFree ? value + markup : value;
  if (Array.isArray(value)) return value.map((item) => planted(item, isFree));
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, planted(field, free.has(name))]));
}

/** The device with markup in its profile and its state. */
function withMarkup({ journey }: Device): Device {
  const { state } = journey;
  const vendor = {
    profile: planted(journey.profile),
    products: planted(journey.products),
    inFront: { value: planted(journey.inFront.value) },
  };
  (state as { value: unknown }).value = planted(state.value);
  return { journey: { ...journey, state, ...vendor } } as Device;
}

/** How many texts of the page hold the markup. */
function expectText(container: Element): number {
  expect(document.querySelectorAll('planted-mark, [alt="planted"]')).toHaveLength(0);
  return container.textContent?.split(markup).length ?? 0;
}

afterEach(() => {
  document.title = '';
});

describe('markup is shown as text', () => {
  it.each(screenIds)('in the profile and the state: %s', async (at) => {
    const { container } = show(withMarkup(await devices[at]()));
    expect(expectText(container)).toBeGreaterThan(1);
    expect(document.title.includes(markup)).toBe(at !== 'opening');
  });

  it('in the holder of a license', async () => {
    const holder = `Ada ${markup}`;
    const machine = await activatedMachine({}, { holder });
    expect(expectText(show(machine).container)).toBeGreaterThan(1);
    const courier = await courierWith(1);
    courier.environment.issue = { holder };
    await order(courier);
    expectText(show(courier).container);
  });

  it('in the name of a file that arrives or is sent', async () => {
    const name = `a${markup.replaceAll('/', '\u2215')}.csv`;
    const receiver = await openDevice({});
    const code = createSender({ kind: 'file', name, bytes: noise(20) }, 'https://example.test/').whole;
    await receiver.journey.intake.deliver(code?.text ?? '');
    const sender = await openDevice({});
    await sender.journey.fileTransfer.choose(new File([noise(20)], name));
    for (const device of [receiver, sender]) {
      const { container, unmount } = show(device);
      expectText(container);
      expect(container.textContent).toContain('planted-mark');
      unmount();
    }
  });

  it('in the details of every refusal', async () => {
    const names = ['path', 'product', 'found', 'expected', 'name', 'value', 'reason', 'folder', 'kept', 'part', 'tool'];
    const more = ['changed', 'license', 'machine', 'vendor', 'vendorName', 'version', 'kind', 'field'];
    const details = Object.fromEntries([...names, ...more].map((name) => [name, markup]));
    let seen = 0;
    for (const code of refusalCodes) {
      const text = en.refusal(code, details);
      const { container, unmount } = render(<BrokenPage error={new Refusal(code, details)} messages={en} />);
      seen += expectText(container) - 1;
      expect(container.textContent).toContain(text.title);
      unmount();
    }
    expect(seen).toBeGreaterThan(0);
  });
});
