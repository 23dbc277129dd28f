import { cleanup, configure, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeAll, vi } from 'vitest';
import { messages as de } from '../../src/messages/de/wizard.ts';
import { messages as en } from '../../src/messages/en/parts/complete.ts';
import type { Messages } from '../../src/messages/en/wizard.ts';
import { App } from '../../src/steps/App.tsx';
import type { Wizard } from '../../src/steps/context.ts';
import { computerList } from '../../src/steps/list.ts';
import { loadSheets } from '../../src/steps/paper/loadSheets.ts';
import { views } from '../../src/steps/views.ts';
import type { Device } from './devices.ts';

export const languages: readonly (readonly [string, Messages])[] = [
  ['English', en],
  ['German', de],
];

/** Renders the wizard of a device, like `main.tsx`. */
export function show({ journey }: Device, messages: Messages = en, tool: Wizard['tool'] = null) {
  const chooseLanguage = vi.fn();
  const rendered = render(<App journey={journey} messages={messages} tool={tool} chooseLanguage={chooseLanguage} />);
  return { ...rendered, chooseLanguage };
}

/** Call it once in each file: removes what a test has rendered. */
export function cleanUp(): void {
  window.scrollTo = () => {};
  configure({ getElementError: (message) => new Error(message?.split('\n')[0]) });
  // Loaded when first shown, which takes a moment.
  beforeAll(async () => {
    const screens = [computerList, ...views.values()].map((view) => view.load?.());
    await Promise.all([...screens, loadSheets('en'), loadSheets('de')]);
  });
  afterEach(cleanup);
}

/** Finds a text exactly: German has no-break spaces. */
export const text = (content: string) => screen.getByText(content, { normalizer: (found) => found });
export const button = (name: string) => screen.getByRole('button', { name });
/** Chooses an action of the menu "More". */
export function chooseMore(name: string, messages: Messages = en): void {
  fireEvent.click(button(messages.shell.more));
  fireEvent.click(button(name));
}
/** Whether the menu "More" lacks an action. */
export function noMore(name: string, messages: Messages = en): boolean {
  fireEvent.click(button(messages.shell.more));
  const isMissing = noButton(name);
  fireEvent.click(button(messages.shell.more));
  return isMissing;
}
export const noButton = (name: string) => screen.queryByRole('button', { name }) === null;
export const heading = () => screen.getByRole('heading', { level: 1 }).textContent;

/** Whether a status, which screen readers announce, has the text. */
export const announces = (content: string) =>
  screen.getAllByRole('status').some(({ textContent }) => textContent?.includes(content));
