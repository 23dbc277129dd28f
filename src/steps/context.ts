import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Journey } from '../activation/journey.ts';
import type { Messages } from '../messages/languages.ts';

export interface Wizard {
  readonly journey: Journey;
  readonly messages: Messages;
  /** Completes the texts, where these are only those of the first load; fails when they cannot be loaded. */
  readonly completeTexts?: () => Promise<void>;
  /** Additional screens of the page that the command line tool serves; null everywhere else. */
  readonly tool: typeof import('./tool/screens.ts') | null;
  /** Changes the language, for this and later visits. @param tag one of `languageNames` */
  readonly chooseLanguage: (tag: string) => void;
}

export const WizardContext = createContext<Wizard | null>(null);

/** The journey to read and the messages to show, for every screen. */
export function useWizard(): Wizard {
  const wizard = useContext(WizardContext);
  if (!wizard) throw new Error('a screen is outside the wizard');
  return wizard;
}
