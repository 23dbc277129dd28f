import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** How long running calls may take to finish after the service starts to stop, in milliseconds. */
const DRAIN_MS = 10_000;

/** Interval between checks for idle connections while stopping, in milliseconds. */
const IDLE_CHECK_MS = 100;

/**
 * Prepares a graceful stop of an HTTP server.
 *
 * @param server a server without connections
 * @returns a function that stops accepting calls, waits for running calls, and closes connections after 10 seconds
 */
export function drainOf(server: Server): () => Promise<void> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  return () =>
    new Promise((resolve) => {
      const timeout = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
      // Connections become idle once their answer is sent.
      const check = setInterval(() => server.closeIdleConnections(), IDLE_CHECK_MS);
      server.close(() => {
        clearTimeout(timeout);
        clearInterval(check);
        resolve();
      });
      // Browsers open connections in advance; Node does not count a connection without any data as idle.
      for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
    });
}

/**
 * Stops the process gracefully on SIGINT, SIGTERM or SIGHUP and exits with 0. A second signal exits at once with 128 plus
 * the signal's number, as shells report it.
 *
 * @param stop finishes running calls and closes everything
 * @param onError receives an error of `stop`; the exit code is then 1
 */
export function stopOnSignal(stop: () => Promise<void>, onError: (error: unknown) => void): void {
  const numbers = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const;
  let stopping = false;
  const onSignal = (signal: keyof typeof numbers) => {
    if (stopping) process.exit(128 + numbers[signal]);
    stopping = true;
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        onError(error);
        process.exit(1);
      },
    );
  };
  process.on('SIGHUP', onSignal);
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
}
