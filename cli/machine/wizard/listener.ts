import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { systemCode } from '../../../files/systemCode.ts';
import { drainOf } from '../../../server/lifecycle.ts';
import { CommandError } from '../../errors.ts';

/** The first port to try. A fixed one, so that browsers remember the camera permission. */
const firstPort = 28_417;
/** How many ports are tried from there on, and how often a port chosen by the system. */
const attempts = 20;

type RequestHandler = (request: Request) => Response | Promise<Response>;

/** A port that only this computer can reach. */
export interface LocalListener {
  readonly port: number;
  /** Answers requests from now on, and those that arrived earlier and waited. */
  open(handler: RequestHandler): void;
  close(): Promise<void>;
}

/** Both addresses of `localhost`; a computer may have only one of them. */
const loopbacks = ['127.0.0.1', '::1'] as const;

/**
 * Takes a port on both addresses of `localhost`. If one stayed free, another program could listen there and receive the
 * token.
 *
 * @param first the first port to try; 0: the system chooses
 * @param hosts the addresses to listen on; at least one must exist
 * @throws CommandError `port-missing`
 */
export async function takeLocalListener(
  first = firstPort,
  hosts: readonly string[] = loopbacks,
): Promise<LocalListener> {
  const wanted = first === 0 ? [] : Array.from({ length: attempts }, (_, at) => first + at);
  for (const port of [...wanted, ...Array<number>(attempts).fill(0)]) {
    const listener = await tryPort(port, hosts);
    if (listener) return listener;
  }
  throw new CommandError('port-missing', {});
}

/** @returns null if another program uses the port on one of the addresses */
async function tryPort(wanted: number, hosts: readonly string[]): Promise<LocalListener | null> {
  let open: (handler: RequestHandler) => void = () => undefined;
  const handler = new Promise<RequestHandler>((resolve) => {
    open = resolve;
  });
  const newServer = () => createAdaptorServer({ fetch: async (request) => (await handler)(request) }) as Server;
  const drains: (() => Promise<void>)[] = [];
  const close = async () => void (await Promise.all(drains.map((drain) => drain())));
  let port = wanted;
  for (const host of hosts) {
    const server = newServer();
    const code = await codeOfListening(server, host, port);
    // Without the address, no other program can listen there either.
    if (code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT') continue;
    if (code !== null) {
      await close();
      return null;
    }
    drains.push(drainOf(server));
    port = (server.address() as AddressInfo).port;
  }
  return drains.length === 0 ? null : { port, open, close };
}

/** @returns null if it listens, else the system's error code */
async function codeOfListening(server: Server, host: string, port: number): Promise<string | null> {
  try {
    await once(server.listen({ host, port }), 'listening');
    return null;
  } catch (error) {
    const code = systemCode(error);
    if (code === null) throw error;
    return code;
  }
}
