import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A TCP proxy before a database, like a network that takes its time and can drop packets without closing connections. */
export interface SilentProxy {
  /** The address of the store through the proxy. */
  readonly address: string;
  /** Drops all bytes from now on, both ways. */
  silence(): void;
  /** Passes bytes again; what was dropped is lost. */
  speak(): void;
  /** How many connections were opened so far. */
  connections(): number;
  close(): Promise<void>;
}

/**
 * @param address `postgres://…`
 * @param delayMs how long bytes are on their way, in each direction, in milliseconds
 */
export async function openSilentProxy(address: string, delayMs = 0): Promise<SilentProxy> {
  const target = new URL(address);
  const sockets = new Set<Socket>();
  let [silent, connections] = [false, 0];
  const server = createServer({ noDelay: true }, (near) => {
    connections += 1;
    const far = connect({ port: Number(target.port), host: target.hostname, noDelay: true });
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      const pass = (bytes: Buffer) => void (silent || to.write(bytes));
      // Timers of the same duration fire in the order in which they were set.
      from.on('data', (bytes) => (delayMs > 0 ? void setTimeout(pass, delayMs, bytes) : pass(bytes)));
      from.on('end', () => void (silent || to.end()));
      from.on('error', () => undefined);
      from.on('close', () => sockets.delete(from));
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const own = new URL(address);
  own.port = String((server.address() as { readonly port: number }).port);
  return {
    address: own.href,
    silence: () => {
      silent = true;
    },
    speak: () => {
      silent = false;
    },
    connections: () => connections,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
