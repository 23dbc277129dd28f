import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { systemCode } from '../../../hardware/systemCode.ts';
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

/**
 * Takes a port on both addresses of `localhost`. If one stayed free, another program could listen there and receive the
 * token.
 *
 * @param first the first port to try; 0: the system chooses
 * @throws CommandError `port-missing`
 */
export async function takeLocalListener(first = firstPort): Promise<LocalListener> {
  const wanted = first === 0 ? [] : Array.from({ length: attempts }, (_, at) => first + at);
  for (const port of [...wanted, ...Array<number>(attempts).fill(0)]) {
    const listener = await tryPort(port);
    if (listener) return listener;
  }
  throw new CommandError('port-missing', {});
}

/** @returns null if another program uses the port, on either address */
async function tryPort(wanted: number): Promise<LocalListener | null> {
  let open: (handler: RequestHandler) => void = () => undefined;
  const handler = new Promise<RequestHandler>((resolve) => {
    open = resolve;
  });
  const newServer = () => createAdaptorServer({ fetch: async (request) => (await handler)(request) }) as Server;
  const four = newServer();
  if ((await codeOfListening(four, '127.0.0.1', wanted)) !== null) return null;
  const { port } = four.address() as AddressInfo;
  const six = newServer();
  const code = await codeOfListening(six, '::1', port);
  const servers = code === null ? [four, six] : [four];
  const drains = servers.map(drainOf);
  const close = async () => void (await Promise.all(drains.map((drain) => drain())));
  // Without IPv6, no other program can listen there either.
  if (code === null || code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT') return { port, open, close };
  await close();
  return null;
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
