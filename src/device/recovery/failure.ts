/** Why the page does not start: a file of it is not there, or it cannot run. */
export type StartFailure = 'missing' | 'broken';

/**
 * Calls back when the page fails before it shows anything, or loses its styles.
 *
 * @param hasStarted whether the page shows something
 */
export function watchStart(page: Window, hasStarted: () => boolean, failed: (failure: StartFailure) => void): void {
  page.addEventListener(
    'error',
    ({ target }) => {
      // A file that could not be loaded reports itself, without bubbling.
      if (target instanceof HTMLLinkElement ? target.rel === 'stylesheet' : target instanceof HTMLScriptElement)
        failed('missing');
      else if (!hasStarted() && !(target instanceof Element)) failed('broken');
    },
    true,
  );
  page.addEventListener('unhandledrejection', () => {
    if (!hasStarted()) failed('broken');
  });
}
