// @vitest-environment happy-dom
import { screen } from '@testing-library/preact';
import { beforeAll, describe, expect, it } from 'vitest';
import { type ScreenId, screenBefore, screenIds, stepOf } from '../../src/activation/screens.ts';
import { messages as en } from '../../src/messages/en/parts/complete.ts';
import type { Messages } from '../../src/messages/en/wizard.ts';
import { type Device, devices } from './devices.ts';
import { cleanUp, heading, languages, show, text } from './wizard.tsx';

cleanUp();

const product = 'Orrery Studio';
const vendor = 'Northlight Instruments';

/** The title of each screen; `opening` has none. */
const titles: Readonly<Record<Exclude<ScreenId, 'opening'>, (messages: Messages) => string>> = {
  'no-storage': ({ refusal }) => refusal('storage-unavailable', {}).title,
  role: ({ role }) => role.title,
  product: ({ product }) => product.title,
  connecting: ({ connecting }) => connecting.title,
  'no-network': ({ noNetwork }) => noNetwork.title,
  review: ({ review }) => review.title,
  request: ({ request }) => request.title,
  'installation-code': ({ typedCodes }) => typedCodes.request.title,
  'confirmation-code': ({ typedCodes }) => typedCodes.license.title,
  collect: ({ collect }) => collect.title,
  'copied-code': ({ copied }) => copied.title,
  'license-type': ({ licenseType }) => licenseType.title,
  'serial-number': ({ serial }) => serial.title,
  'serial-table': ({ list }) => list.table.title,
  outcome: ({ list }) => list.outcome.licensed(2),
  changed: ({ refusal }) => refusal('machine-changed', {}).title,
  waiting: ({ connection }) => connection.savedOpenAgain,
  license: ({ license }) => license.title,
  licenses: ({ licenses }) => licenses.title,
  'next-machine': ({ identity }) => identity.tour.title(1, 1),
  receive: ({ receive }) => receive.title,
  activated: ({ activated }) => activated.title,
  confirmation: ({ identity }) => identity.confirm.title,
  'replace-license': ({ renewal }) => renewal.replace.title,
  'return-license': ({ returnLicense }) => returnLicense.title,
  returned: ({ returned }) => returned.title,
  'return-code': ({ typedCodes }) => typedCodes.returned.title,
  receipt: ({ connection }) => connection.savedOpenAgain,
  computers: ({ computers }) => computers.title,
  'computer-list': ({ computers }) => computers.title,
  computer: ({ computers }) => computers.computer('K7QM-2X3Y'),
  settings: ({ settings }) => settings.title,
  software: ({ settings }) => settings.software,
  export: ({ exchange }) => exchange.title,
  import: ({ exchange }) => exchange.importTitle,
  keyset: ({ keyset }) => keyset.title,
  'file-transfer': ({ fileTransfer }) => fileTransfer.title,
  sending: ({ sending }) => sending.title,
  arrived: ({ arrived }) => arrived.title,
};

describe.each(screenIds.filter((at) => at !== 'opening'))('%s', (at) => {
  let device: Device;
  beforeAll(async () => {
    device = await devices[at]();
    expect(device.journey.state.value).toMatchObject({ screen: { at }, refusal: null, storageError: null });
  });

  it.each(languages)('has its title, the focus on it, and a way back where there is one: %s', (_name, messages) => {
    show(device, messages);
    const title = titles[at as keyof typeof titles](messages);
    const heading = screen.getByRole('heading', { level: 1, name: title });
    expect(document.activeElement).toBe(heading);
    expect(document.title).toBe(`${title} – ${at === 'product' ? vendor : product}`);
    const leadsBack = screenBefore(device.journey.state.value.screen) !== null && at !== 'keyset';
    expect(screen.queryAllByRole('button', { name: messages.back })).toHaveLength(leadsBack ? 1 : 0);
  });

  it.each(languages)('has a name for every control and at most one main action: %s', (_name, messages) => {
    const { container } = show(device, messages);
    for (const control of screen.getAllByRole('button')) {
      expect(control.getAttribute('aria-label') ?? control.textContent?.trim()).not.toBe('');
    }
    for (const image of container.querySelectorAll('svg')) expect(image.getAttribute('aria-hidden')).toBe('true');
    for (const field of container.querySelectorAll('input, textarea, select')) {
      expect(field.closest('label') ?? field.getAttribute('aria-label')).toBeTruthy();
    }
    expect(container.querySelectorAll('main .primary').length).toBeLessThanOrEqual(1);
    // The licenses of other software say what they like.
    for (const license of container.querySelectorAll('pre')) license.textContent = '';
    expect(container.textContent).not.toMatch(/undefined|null|NaN|\[object|function/);
  });

  it('marks its step of the journey, and only that', () => {
    const { container } = show(device);
    const step = stepOf(device.journey.state.value.screen);
    const steps = [...container.querySelectorAll('.trip-steps > li')];
    expect(steps).toHaveLength(step === null ? 0 : 3);
    const isDone = at === 'activated';
    expect(steps.map((one) => one.getAttribute('aria-current'))).toEqual(
      steps.map((_, index) => (index + 1 === step && !isDone ? 'step' : null)),
    );
  });

  it('keeps names and numbers left to right on a right-to-left page', () => {
    document.documentElement.dir = 'rtl';
    const { container } = show(device);
    for (const name of container.querySelectorAll('input.serial, bdi, .foot strong, pre')) {
      expect(name.getAttribute('dir'), name.outerHTML).toBe('ltr');
    }
    expect(heading()).toBe(titles[at as keyof typeof titles](en));
    document.documentElement.dir = '';
  });
});

it.each(languages)('opening shows that and offers nothing yet: %s', async (_name, messages) => {
  show(await devices.opening(), messages);
  expect(text(messages.opening)).toBeTruthy();
  expect(screen.queryAllByRole('button')).toEqual([]);
});
