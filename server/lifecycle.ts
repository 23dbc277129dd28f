import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** How long calls that are running may take to finish once the service stops, in milliseconds. */
const DRAIN_MS = 10_000;

/** How often connections are looked for on which nothing happens any more, in milliseconds. */
const IDLE_CHECK_MS = 100;

/**
 * @param server one that has no connections yet
 * @returns stops accepting calls and waits for those that are running; cuts what takes too long
 */
export function drainOf(server: Server): () => Promise<void> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  return () =>
    new Promise((resolve) => {
      const impatient = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
      // Those whose answer is only just on its way become idle after the first look.
      const check = setInterval(() => server.closeIdleConnections(), IDLE_CHECK_MS);
      server.close(() => {
        clearTimeout(impatient);
        clearInterval(check);
        resolve();
      });
      // Browsers open connections ahead of need; to Node, one that has said nothing yet is not idle.
      for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
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
