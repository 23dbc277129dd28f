import { useEffect } from 'preact/hooks';
import type { AdminModel } from '../model/model.ts';
import { listOf } from '../model/view.ts';

/** The id of the search field, of which there is one at most. */
export const searchFieldId = 'search';

/** `/` leads to the search of the list that one is in, wherever the focus is, unless something is being typed. */
export function useSearchShortcut(admin: AdminModel): void {
  useEffect(() => {
    function onKey(event: KeyboardEvent): void {
      const isPlain = event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey;
      if (!isPlain || !admin.shortcut.value || admin.session.state.value.at !== 'in') return;
      if (isTyping(event.target) || document.querySelector('dialog[open]')) return;
      event.preventDefault();
      // At once where there is a field, or what is typed next would go elsewhere.
      if (focusSearch()) return;
      admin.navigation.show({ at: listOf(admin.navigation.view.value) });
      // The list has its field only once it is drawn, after which it would take the focus to its title.
      requestAnimationFrame(() => setTimeout(focusSearch));
    }
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [admin]);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input:not([type="checkbox"]), textarea, select');
}

/** @returns whether there is one */
function focusSearch(): boolean {
  const field = document.getElementById(searchFieldId);
  if (!(field instanceof HTMLInputElement)) return false;
  field.focus();
  field.select();
  return true;
}
