import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { AdminMessages } from '../messages/adminLanguages.ts';
import type { AdminModel } from './model/model.ts';

export interface AdminPage {
  readonly admin: AdminModel;
  readonly messages: AdminMessages;
  /** Switches the page's language, now and for later visits. */
  readonly chooseLanguage: (tag: string) => void;
}

export const AdminContext = createContext<AdminPage | null>(null);

/** The page's model and texts, for every component. */
export function useAdmin(): AdminPage {
  const page = useContext(AdminContext);
  if (!page) throw new Error('a part stands outside the admin page');
  return page;
}
