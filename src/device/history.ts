import type { HistoryPort } from '../activation/ports.ts';

/** Entry of the current screen. */
let currentEntry: object | null = null;

/** Keeps screens in the browser's history by state alone: the address never changes. */
export const browserHistory: HistoryPort = {
  visit(entry, how) {
    currentEntry = entry;
    if (how === 'push') history.pushState(entry, '');
    else history.replaceState(entry, '');
  },

  present: () => history.state,

  onReturn(listener) {
    window.addEventListener('popstate', ({ state }) => {
      // A link opened in this tab also creates an entry. The current screen stays until the link is read and cleared from the
      // address; a screen shown now would leave the link in the history.
      if (state === null && location.hash) return history.replaceState(currentEntry, '');
      currentEntry = state;
      listener(state);
    });
  },
};
