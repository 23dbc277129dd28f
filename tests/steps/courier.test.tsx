// @vitest-environment happy-dom
import { fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { describe, expect, it } from 'vitest';
import { Refusal } from '../../src/refusal.ts';
import {
  courierWaiting,
  courierWith,
  courierWithLicense,
  courierWithQuestion,
  courierWithReceipt,
  devices,
  offline,
  order,
  serial,
} from './devices.ts';
import { button, cleanUp, heading, languages, show, text } from './wizard.tsx';

cleanUp();

const field = () => screen.getByRole('textbox') as HTMLInputElement;

function type(value: string): void {
  field().value = value;
  field().setSelectionRange(value.length, value.length);
  fireEvent.input(field());
}

/** What a French keyboard types for the keys of these characters. */
const french: Readonly<Record<string, string>> = {
  ...Object.fromEntries([...'0123456789'].map((digit, at) => [digit, 'à&é"\'(-è_ç'.charAt(at)])),
  ...{ A: 'Q', Q: 'A', W: 'Z', Z: 'W', M: '?' },
};

describe.each(languages)('in %s', (_name, messages) => {
  const { collect, licenseType, list, serial: words, waiting } = messages;

  it('a phone without requests asks for one', async () => {
    show(await courierWith(0), messages);
    text(collect.text);
    expect(screen.getAllByRole('list').map(({ className }) => className)).toEqual(['trip-steps']);
    expect(heading()).toBe(collect.title);
  });

  it('a license type is chosen, and shows whether it needs a serial number', async () => {
    const device = await courierWith(1);
    show(device, messages);
    const types = within(screen.getByRole('group', { name: licenseType.legend }));
    types.getByRole('radio', { name: `Personal ${licenseType.noSerial}` });
    fireEvent.click(types.getByRole('radio', { name: `Pro ${licenseType.needsSerial}` }));
    await waitFor(() => expect(button(licenseType.next).getAttribute('aria-disabled')).toBe('false'));
    fireEvent.submit(button(licenseType.next).closest('form') as HTMLFormElement);
    await waitFor(() => expect(heading()).toBe(words.title));
    fireEvent.click(button(messages.back));
    expect((screen.getByRole('radio', { name: /^Pro/ }) as HTMLInputElement).checked).toBe(true);
    fireEvent.click(button(licenseType.scanAnother));
    expect(heading()).toBe(list.title(1));
  });

  it('nothing is sent before a license type is chosen', async () => {
    const device = await courierWith(1);
    show(device, messages);
    const next = button(licenseType.next);
    expect(next.getAttribute('aria-disabled')).toBe('true');
    fireEvent.submit(next.closest('form') as HTMLFormElement);
    await Promise.resolve();
    expect(heading()).toBe(licenseType.title);
    expect(device.environment.orders).toEqual([]);
  });

  it('a serial number is checked while it is typed', async () => {
    const device = await devices['serial-number']();
    show(device, messages);
    expect(field().dir).toBe('ltr');
    expect(field().autocomplete).toBe('off');
    const status = () => document.getElementById('serial-state')?.textContent ?? '';
    const submit = () => button(words.submit);
    expect(field().getAttribute('aria-describedby')).toBe('serial-hint serial-state');
    type(serial.slice(0, 10));
    await waitFor(() => expect(status()).toContain(words.incomplete(11)));
    expect(submit().getAttribute('aria-disabled')).toBe('true');
    type(serial.replaceAll('-', ' ').toLowerCase());
    await waitFor(() => expect(status()).toContain(words.complete));
    expect(field().value).toBe(serial);
    expect(submit().getAttribute('aria-disabled')).toBe('false');
    fireEvent.submit(submit().closest('form') as HTMLFormElement);
    await waitFor(() => expect(heading()).toBe(messages.license.title));
    expect(device.environment.orders[0]?.serialNumber).toBe(serial);
  });

  it.each([
    ['a German', 'ß', (text: string) => text.replace(/[YZ]/g, (letter) => (letter === 'Y' ? 'Z' : 'Y'))],
    ['a French', ')', (text: string) => [...text].map((sign) => french[sign] ?? sign).join('')],
  ])('a serial number that a scanner types on %s keyboard is taken', async (_keyboard, hyphen, onKeyboard) => {
    const device = await devices['serial-number']();
    show(device, messages);
    for (const sign of onKeyboard(serial).replaceAll('-', hyphen)) type(field().value + sign);
    await waitFor(() => expect(field().value).toBe(serial));
    fireEvent.submit(button(words.submit).closest('form') as HTMLFormElement);
    await waitFor(() => expect(device.environment.orders[0]?.serialNumber).toBe(serial));
  });

  it('full-width letters and digits are taken, and ß is no SS', async () => {
    const device = await devices['serial-number']();
    show(device, messages);
    type(serial.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)));
    await waitFor(() => expect(field().value).toBe(serial));
    type('ßabc');
    await waitFor(() => expect(field().value).toBe('ßABC'));
  });

  it('the field is left alone while an input method composes', async () => {
    const device = await devices['serial-number']();
    show(device, messages);
    const compose = (text: string) => {
      field().value = text;
      field().setSelectionRange(text.length, text.length);
      fireEvent.input(field(), { isComposing: true });
    };
    for (const text of ['ａ', 'ａｂｃｄｅｆ']) {
      compose(text);
      await Promise.resolve();
      expect(field().value).toBe(text);
    }
    fireEvent.compositionEnd(field());
    await waitFor(() => expect(field().value).toBe('ABCDE-F'));
  });

  it('a typing mistake is marked, and the correction offered but not applied', async () => {
    const device = await devices['serial-number']();
    show(device, messages);
    const wrong = `${serial[0] === 'A' ? 'B' : 'A'}${serial.slice(1)}`;
    type(wrong);
    await waitFor(() => expect(screen.getByText(words.mistyped, { exact: false })).toBeTruthy());
    expect(field().getAttribute('aria-invalid')).toBe('true');
    expect(field().value).toBe(wrong);
    expect(button(words.submit).getAttribute('aria-disabled')).toBe('true');
    fireEvent.submit(button(words.submit).closest('form') as HTMLFormElement);
    expect(document.activeElement).toBe(field());
    expect(device.environment.orders).toEqual([]);
    text(words.suggestion);
    fireEvent.click(button(words.useSuggestion));
    await waitFor(() => expect(field().value).toBe(serial));
    expect(screen.queryByText(words.suggestion)).toBeNull();
  });

  it('a serial number is found within a pasted line', async () => {
    const device = await devices['serial-number']();
    show(device, messages);
    type(`Your serial number: ${serial} (Pro)`);
    await waitFor(() => expect(field().value).toBe(serial));
  });

  it('a serial number of another system is taken as it is typed, where the license type takes any', async () => {
    const device = await courierWith(1);
    const { licenseTypes } = device.journey.profile;
    Object.assign(device.journey.profile, {
      licenseTypes: licenseTypes.map((each) => ({ ...each, serialNumbers: 'any' })),
    });
    await order(device, 'pro');
    show(device, messages);
    text(words.anyHint);
    expect([field().placeholder, field().getAttribute('autocapitalize')]).toEqual(['', 'off']);
    const status = () => document.getElementById('serial-state')?.textContent ?? '';
    type('a'.repeat(65));
    await waitFor(() => expect(status()).toContain(words.unusable));
    expect(field().getAttribute('aria-invalid')).toBe('true');
    const foreign = 'fid_b8A5-91d7-cb9a';
    for (const typed of [foreign.slice(0, 4), foreign]) {
      type(typed);
      await waitFor(() => expect(button(words.submit).getAttribute('aria-disabled')).toBe('false'));
      expect([field().value, field().getAttribute('aria-invalid'), status()]).toEqual([typed, 'false', '']);
    }
    fireEvent.submit(button(words.submit).closest('form') as HTMLFormElement);
    await waitFor(() => expect(heading()).toBe(messages.license.title));
    expect(device.environment.orders[0]?.serialNumber).toBe(foreign);
  });

  it('a serial number of Keyferry is recognized among others', async () => {
    const device = await courierWith(1);
    const { licenseTypes } = device.journey.profile;
    Object.assign(device.journey.profile, {
      licenseTypes: licenseTypes.map((each) => ({ ...each, serialNumbers: 'any' })),
    });
    await order(device, 'pro');
    show(device, messages);
    type(serial.toLowerCase());
    await waitFor(() => expect(document.getElementById('serial-state')?.textContent).toContain(words.complete));
    fireEvent.submit(button(words.submit).closest('form') as HTMLFormElement);
    await waitFor(() => expect(device.environment.orders[0]?.serialNumber).toBe(serial));
  });

  it('a refused order shows the reason and leads back to the input', async () => {
    const device = await courierWith(1);
    device.environment.refuse = () => 'serial-refused';
    show(device, messages);
    await order(device);
    const refusal = messages.refusal('serial-refused', {});
    await waitFor(() => expect(heading()).toBe(refusal.title));
    text(refusal.why);
    text(refusal.next);
    text('serial-refused');
    fireEvent.click(button(messages.refusalLabels.back));
    expect(heading()).toBe(licenseType.title);
  });

  it('an order without a connection waits, and is sent again when asked', async () => {
    const device = await courierWaiting();
    show(device, messages);
    expect(heading()).toBe(messages.connection.savedOpenAgain);
    text(messages.connection.offline('order', false));
    text(device.journey.courier.computerOf(device.requestIds[0] ?? '').machine);
    device.environment.network = null;
    fireEvent.click(button(waiting.retry));
    await waitFor(() => expect(heading()).toBe(messages.license.title));
  });

  it.each(['service-unreachable', 'service-answer-not-ours', 'service-fault', 'service-not-signing'] as const)(
    'an order that waits because of %s says so, with the code',
    async (code) => {
      const device = await courierWith(1);
      device.environment.network = new Refusal(code);
      await order(device);
      show(device, messages);
      expect(heading()).toBe(messages.connection.saved[code]);
      text(messages.connection.trouble('order', false));
      screen.getByText(messages.refusal(code, {}).next, { exact: false });
      text(code);
    },
  );

  it('a busy service says when the order is sent again', async () => {
    const device = await courierWith(1);
    device.environment.network = new Refusal('service-busy', { retryAfter: 40 });
    await order(device);
    show(device, messages);
    expect(heading()).toBe(messages.connection.saved['service-busy']);
    screen.getByText(messages.connection.nextAttempt(40).replaceAll('\u00a0', ' '), { exact: false });
  });

  it('says that the app may be closed only where the browser sends without it', async () => {
    const device = await courierWaiting({ sendsWhenClosed: true });
    show(device, messages);
    expect(heading()).toBe(messages.connection.saved['network-offline']);
    text(messages.connection.offline('order', true));
  });

  it('says within seconds that the service is slow, and goes on', async () => {
    const device = await courierWith(1);
    let answer = () => {};
    device.environment.answers = new Promise((resolve) => {
      answer = resolve;
    });
    show(device, messages);
    const ordering = order(device);
    await waitFor(() => expect(device.journey.state.value.carriedRequests[0]?.stage).toBe('waiting'));
    device.environment.elapse();
    await ordering;
    await waitFor(() => expect(heading()).toBe(messages.connection.savedSlow));
    answer();
    await waitFor(() => expect(heading()).toBe(messages.license.title));
  });

  it('a waiting order can be changed', async () => {
    show(await courierWaiting(), messages);
    fireEvent.click(button(waiting.change));
    await waitFor(() => expect(heading()).toBe(licenseType.title));
  });

  it('an order after too many attempts waits, and the list says so', async () => {
    const device = await courierWith(1);
    device.environment.network = new Refusal('too-many-attempts', { retryAfter: 900 });
    await order(device);
    show(device, messages);
    expect(heading()).toBe(messages.connection.saved['too-many-attempts']);
    screen.getByText(messages.connection.nextAttempt(900).replaceAll('\u00a0', ' '), { exact: false });
    text('too-many-attempts');
    fireEvent.click(button(messages.back));
    text(list.states.waiting);
    text('too-many-attempts');
  });

  it('removing asks first, keeps the focus, and can be canceled', async () => {
    const device = await courierWaiting();
    show(device, messages);
    fireEvent.click(button(waiting.remove));
    const question = screen.getByRole('group', { name: waiting.askRemove });
    await waitFor(() => expect(document.activeElement).toBe(button(messages.cancel)));
    fireEvent.click(button(messages.cancel));
    await waitFor(() => expect(document.activeElement).toBe(button(waiting.remove)));
    expect(question.isConnected).toBe(false);
    fireEvent.click(button(waiting.remove));
    fireEvent.click(
      within(screen.getByRole('group', { name: waiting.askRemove })).getByRole('button', { name: waiting.remove }),
    );
    await waitFor(() => expect(heading()).toBe(list.title(0)));
    expect(device.disk.carriedRequests.size).toBe(0);
    fireEvent.click(button(list.undo));
    await waitFor(() => expect(heading()).toBe(list.title(1)));
  });

  it('the license is shown as a code, a file and its facts', async () => {
    const device = await courierWithLicense();
    show(device, messages);
    const { license } = messages;
    text(license.text);
    text(license.machineHint);
    button(`${messages.code.labels.license}. ${messages.code.enlarge}`);
    text('Personal');
    const id = device.journey.courier.computerOf(device.requestIds[0] ?? '').machine;
    fireEvent.click(button(license.save));
    await waitFor(() => text(license.saved(`orrery-${id}.lic`)));
    fireEvent.click(button(license.done));
    expect(heading()).toBe(list.title(1));
  });

  it.each([
    ['moves', 'moves'],
    ['another', 'another'],
  ] as const)('a changed machine whose seat %s is asked about it', async (seat, answer) => {
    const device = await courierWithQuestion({ changed: ['board'], seat });
    show(device, messages);
    const refusal = messages.refusal('machine-changed', { changed: ['board'], seat });
    text(refusal.why);
    text(refusal.next);
    text(device.journey.courier.computerOf(device.requestIds[0] ?? '').machine);
    button(waiting.remove);
    fireEvent.click(button(messages.changed[answer]));
    await waitFor(() => expect(heading()).toBe(messages.license.title));
    expect(device.environment.orders.at(-1)?.confirmChange).toBe(true);
  });

  it('a changed machine’s order can be changed instead', async () => {
    show(await courierWithQuestion(), messages);
    fireEvent.click(button(waiting.change));
    expect(heading()).toBe(licenseType.title);
  });

  it('a return receipt is sent, and the free seats shown', async () => {
    const device = await courierWithReceipt(null);
    show(device, messages);
    expect(heading()).toBe(messages.receipt.titles.returned);
    text(messages.receipt.seatsLeft(1));
    text(device.journey.state.value.receipts[0]?.machine ?? 'no machine');
    fireEvent.click(button(messages.done));
    expect(heading()).toBe(list.title(1));
    text(list.states.returned);
  });

  it('a return receipt waits for a connection, and is not removed without a warning', async () => {
    const device = await courierWithReceipt(offline);
    show(device, messages);
    expect(heading()).toBe(messages.connection.savedOpenAgain);
    text(messages.connection.offline('receipt', false));
    fireEvent.click(button(messages.receipt.remove));
    screen.getByRole('group', { name: messages.receipt.askRemoveUnsent });
    fireEvent.click(button(messages.cancel));
    device.environment.network = null;
    fireEvent.click(button(waiting.retry));
    await waitFor(() => expect(heading()).toBe(messages.receipt.titles.returned));
    fireEvent.click(button(messages.receipt.remove));
    screen.getByRole('group', { name: messages.receipt.askRemove });
  });

  it('a refused return receipt shows the reason and is sent again on request', async () => {
    const device = await courierWithReceipt(null, new Refusal('return-outdated'));
    show(device, messages);
    const refusal = messages.refusal('return-outdated', {});
    expect(heading()).toBe(refusal.title);
    text(refusal.why);
    fireEvent.click(button(messages.back));
    text(list.states.refused);
    device.journey.receipts.open(device.journey.state.value.receipts[0]?.id ?? '');
    device.environment.refuseReturn = null;
    fireEvent.click(await screen.findByRole('button', { name: messages.receipt.retry }));
    await waitFor(() => expect(heading()).toBe(messages.receipt.titles['already-returned']));
  });
});
