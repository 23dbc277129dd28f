import type { ConnectionPort } from '../activation/ports.ts';

export const connection: ConnectionPort = {
  get online() {
    return navigator.onLine;
  },

  /** Becoming visible counts as a change, because sleeping phones miss the `online` event. */
  onChange(listener) {
    const notify = () => listener(navigator.onLine);
    const notifyWhenVisible = () => document.visibilityState === 'visible' && notify();
    window.addEventListener('online', notify);
    window.addEventListener('offline', notify);
    document.addEventListener('visibilitychange', notifyWhenVisible);
    return () => {
      window.removeEventListener('online', notify);
      window.removeEventListener('offline', notify);
      document.removeEventListener('visibilitychange', notifyWhenVisible);
    };
  },
};
