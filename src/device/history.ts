import type { HistoryPort } from '../activation/ports.ts';

/** The entry of the screen in front. */
let inFront: object | null = null;

/** Screens in the browser's history, by state alone: the address never changes, and nothing of it reaches a server. */
export const browserHistory: HistoryPort = {
  visit(entry, how) {
    inFront = entry;
    if (how === 'push') history.pushState(entry, '');
    else history.replaceState(entry, '');
  },

  present: () => history.state,

  onReturn(listener) {
    window.addEventListener('popstate', ({ state }) => {
      // A link opened in this tab makes an entry, too, and nobody has gone anywhere: until the link is taken in and cleared
      // from the address, the screen in front stays. A screen shown now would leave the link in the history beneath it.
      if (state === null && location.hash) return history.replaceState(inFront, '');
      inFront = state;
      listener(state);
    });
  },
};
