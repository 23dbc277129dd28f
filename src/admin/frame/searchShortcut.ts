import { useEffect } from 'preact/hooks';
import type { AdminModel } from '../model/model.ts';
import { listOf } from '../model/view.ts';

/** Id of the search field; a view has at most one. */
export const searchFieldId = 'search';

/** Makes `/` focus the search field of the current list, unless the person is typing in a field. */
export function useSearchShortcut(admin: AdminModel): void {
  useEffect(() => {
    function onKey(event: KeyboardEvent): void {
      const isPlain = event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey;
      if (!isPlain || !admin.shortcut.value || admin.session.state.value.at !== 'in') return;
      if (isTyping(event.target) || document.querySelector('dialog[open]')) return;
      event.preventDefault();
      // Focus at once if the field exists, so that the next keystrokes go there.
      if (focusSearch()) return;
      admin.navigation.show({ at: listOf(admin.navigation.view.value) });
      // The list renders its field first and then focuses its title; run after both.
      requestAnimationFrame(() => setTimeout(focusSearch));
    }
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [admin]);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input:not([type="checkbox"]), textarea, select');
}

/** @returns whether the view has a search field */
function focusSearch(): boolean {
  const field = document.getElementById(searchFieldId);
  if (!(field instanceof HTMLInputElement)) return false;
  field.focus();
  field.select();
  return true;
}
