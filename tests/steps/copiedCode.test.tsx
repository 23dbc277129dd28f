// @vitest-environment happy-dom
import { fireEvent, screen } from '@testing-library/preact';
import { expect, it } from 'vitest';
import { copiedCodeActions } from '../../src/activation/courier/copiedCodes.ts';
import { messages as en } from '../../src/messages/en/parts/complete.ts';
import { installationCodeOf, returnCodeOf } from '../activation/courier/codesOnPaper.ts';
import { confirmationCode } from '../activation/environment.ts';
import { courierWithConfirmation, devices } from './devices.ts';
import { cleanUp, heading, languages, show } from './wizard.tsx';

cleanUp();

it.each(languages)('the license that answers a copied code is shown group by group: %s', async (_name, messages) => {
  const { container } = show(await courierWithConfirmation(), messages);
  expect(heading()).toBe(messages.copied.answer.title);
  const groups = [...container.querySelectorAll('.code-groups .code-text')].map((one) => one.textContent);
  expect(groups).toEqual(confirmationCode);
  expect(container.querySelector('.code-groups')?.getAttribute('dir')).toBe('ltr');
  expect(container.querySelector('.facts')?.textContent).toContain('Personal');
  expect(container.querySelectorAll('main .primary')).toHaveLength(1);
  expect(container.textContent).not.toMatch(/undefined|null|NaN|\[object|function/);
});

it('the first group of a return code makes room for all of it', async () => {
  const device = await devices['copied-code']();
  show(device);
  const [first = ''] = await returnCodeOf(31, 'DDDDDDDDDDDDDDDDDDDDDA');
  fireEvent.input(screen.getByRole('textbox', { name: en.codes.entry.group(1, 7) }), { target: { value: first } });
  expect(await screen.findByRole('textbox', { name: en.codes.entry.group(37, 37) })).toBeTruthy();
  expect(screen.getAllByText(en.copied.kinds.return).length).toBeGreaterThan(0);
  expect(screen.getByRole('button', { name: en.copied.giveBack })).toBeTruthy();
});

it('the computer ID appears with the last group, and no earlier', async () => {
  const device = await devices['copied-code']();
  const groups = await installationCodeOf(31);
  await device.journey.part(copiedCodeActions).type(groups.slice(0, 6));
  const { container } = show(device);
  expect(container.querySelector('.computer-id')).toBeNull();
  fireEvent.input(screen.getByRole('textbox', { name: en.codes.entry.group(7, 7) }), {
    target: { value: (groups[6] as string).toLowerCase() },
  });
  await expect.poll(() => container.querySelector('.computer-id')).not.toBeNull();
  expect(document.activeElement).toBe(screen.getByRole('button', { name: en.copied.proceed }));
});
