const parent = process.ppid;

/**
 * npm passes signals only to its shell, which ends without a signal to this process: under npm, losing the parent means
 * "stop".
 *
 * @param {() => void} stop
 */
export function whenParentEnds(stop) {
  if (process.env.npm_lifecycle_event === undefined) return;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    stop();
  }, 500);
  watch.unref();
}
