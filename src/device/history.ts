import type { HistoryPort } from '../activation/ports.ts';

/** Screens in the browser's history, by state alone: the address never changes, and nothing of it reaches a server. */
export const browserHistory: HistoryPort = {
  visit(entry, how) {
    if (how === 'push') history.pushState(entry, '');
    else history.replaceState(entry, '');
  },

  present: () => history.state,

  onReturn(listener) {
    window.addEventListener('popstate', (event) => listener(event.state));
  },
};
