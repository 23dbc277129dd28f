import type { ConnectionPort } from '../activation/ports.ts';

export const connection: ConnectionPort = {
  get online() {
    return navigator.onLine;
  },

  /** Coming back into view counts as a change: phones sleep through the `online` event. */
  onChange(listener) {
    const tell = () => listener(navigator.onLine);
    const tellWhenVisible = () => document.visibilityState === 'visible' && tell();
    window.addEventListener('online', tell);
    window.addEventListener('offline', tell);
    document.addEventListener('visibilitychange', tellWhenVisible);
    return () => {
      window.removeEventListener('online', tell);
      window.removeEventListener('offline', tell);
      document.removeEventListener('visibilitychange', tellWhenVisible);
    };
  },
};
