// @vitest-environment happy-dom
import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { expect, it } from 'vitest';
import { messages as de } from '../../src/messages/de/wizard.ts';
import { messages as en } from '../../src/messages/en/parts/complete.ts';
import type { Speaker } from '../../src/typed/reading.ts';
import { machineTyping } from './devices.ts';
import { cleanUp, show } from './wizard.tsx';

cleanUp();

/** A device with a voice for these languages. */
async function machineWithVoice(...languages: readonly string[]) {
  const said: string[] = [];
  let end: (isRead: boolean) => void = () => {};
  const speaker: Speaker = {
    canSpeak: (language) => languages.includes(language),
    onVoices: () => () => {},
    speak: (text) =>
      new Promise((resolve) => {
        said.push(text);
        end = resolve;
      }),
    stop: () => end(false),
  };
  const device = await machineTyping('installation-code', {
    ports: (given) => ({ ...given, speaker: async () => speaker }),
  });
  return { device, said };
}

const current = (container: Element) => container.querySelector('.code-groups [aria-current=step]')?.textContent;

it('reads the code aloud group by group, marks the group, and pauses', async () => {
  const { device, said } = await machineWithVoice('en');
  const { container } = show(device, en);
  fireEvent.click(await screen.findByRole('button', { name: 'Read aloud' }));
  expect(said).toEqual([expect.stringMatching(/^Group 1: (?:\w|-|, )+\.$/)]);
  await waitFor(() => expect(current(container)).toMatch(/^1/));
  fireEvent.click(screen.getByRole('button', { name: 'Next group' }));
  await waitFor(() => expect(current(container)).toMatch(/^2/));
  expect(said).toHaveLength(2);
  fireEvent.click(screen.getByRole('button', { name: 'Pause' }));
  expect(await screen.findByText('At group 2 of 7')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Repeat' }));
  expect(said).toHaveLength(3);
});

it('has no button to read aloud without a voice for the language, and marks groups all the same', async () => {
  const { device } = await machineWithVoice('en');
  const { container } = show(device, de);
  fireEvent.click(screen.getByRole('button', { name: 'Nächste Gruppe' }));
  await waitFor(() => expect(current(container)).toMatch(/^1/));
  expect(screen.queryByRole('button', { name: de.codes.reading.play })).toBeNull();
});

it('spells in the alphabet of the language, and in the one that is chosen', async () => {
  const { device } = await machineWithVoice();
  const { container } = show(device, de);
  const spelled = () => container.querySelector('.group-spelled')?.textContent;
  expect(spelled()).toMatch(/^4 Frankfurt /);
  fireEvent.change(screen.getByRole('combobox', { name: 'Buchstabieren' }), { target: { value: 'names' } });
  await waitFor(() => expect(spelled()).toMatch(/^4 Friedrich /));
  fireEvent.change(screen.getByRole('combobox', { name: 'Buchstabieren' }), { target: { value: 'letters' } });
  await waitFor(() => expect(spelled()).toBeUndefined());
});
