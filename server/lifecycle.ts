import type { Server } from 'node:http';

/** How long calls that are running may take to finish once the service stops, in milliseconds. */
const DRAIN_MS = 10_000;

/**
 * Stops accepting calls and waits for those that are running; cuts what takes too long.
 *
 * @param server one that listens
 */
export function drain(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const impatient = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
    server.close(() => {
      clearTimeout(impatient);
      resolve();
    });
    server.closeIdleConnections();
  });
}

/**
 * On SIGINT, SIGTERM, or SIGHUP (its terminal was closed): stops, then exits with 0. A second signal exits at once, with
 * 128 plus the signal's number, as a shell would report it.
 *
 * @param stop finishes what runs and closes everything
 * @param failed told when stopping itself went wrong; the exit code is then 1
 */
export function stopOnSignal(stop: () => Promise<void>, failed: (error: unknown) => void): void {
  const numbers = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const;
  let stopping = false;
  const onSignal = (signal: keyof typeof numbers) => {
    if (stopping) process.exit(128 + numbers[signal]);
    stopping = true;
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        failed(error);
        process.exit(1);
      },
    );
  };
  process.on('SIGHUP', onSignal);
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
}
