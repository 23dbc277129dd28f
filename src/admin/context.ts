import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { AdminMessages } from '../messages/admin/languages.ts';
import type { AdminModel } from './model/model.ts';

export interface AdminPage {
  readonly admin: AdminModel;
  readonly messages: AdminMessages;
  /** Says everything in another language, at once and in later visits. */
  readonly chooseLanguage: (tag: string) => void;
}

export const AdminContext = createContext<AdminPage | null>(null);

/** What every part of the page reads from and speaks with. */
export function useAdmin(): AdminPage {
  const page = useContext(AdminContext);
  if (!page) throw new Error('a part stands outside the admin page');
  return page;
}
