import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Journey } from '../activation/journey.ts';
import type { Messages } from '../messages/languages.ts';

export interface Wizard {
  readonly journey: Journey;
  readonly messages: Messages;
  /** What is shown besides where the command line tool serves the page; null everywhere else. */
  readonly tool: typeof import('./tool/screens.ts') | null;
  /** Says everything in another language, at once and in later visits. @param tag one of `languageNames` */
  readonly chooseLanguage: (tag: string) => void;
}

export const WizardContext = createContext<Wizard | null>(null);

/** What every screen reads from and speaks with. */
export function useWizard(): Wizard {
  const wizard = useContext(WizardContext);
  if (!wizard) throw new Error('a screen stands outside the wizard');
  return wizard;
}
