import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { systemCode } from '../../../hardware/systemCode.ts';
import { drainOf } from '../../../server/lifecycle.ts';
import { CommandError } from '../../errors.ts';

/** Where the wizard is first tried, so that what a browser keeps of it, such as the right to the camera, mostly holds on. */
const firstPort = 28_417;
/** So many ports are tried from there on, and as often whichever the system gives. */
const attempts = 20;

type RequestHandler = (request: Request) => Response | Promise<Response>;

/** A port of this computer alone. */
export interface LocalListener {
  readonly port: number;
  /** Calls that came in before now have waited. */
  open(handler: RequestHandler): void;
  close(): Promise<void>;
}

/**
 * Takes a port at both addresses that `localhost` has. At the one that is left free another program could wait, and
 * browsers would tell it the token.
 *
 * @param first 0 for whichever the system gives
 * @throws Trouble `port-missing`
 */
export async function takeLocalListener(first = firstPort): Promise<LocalListener> {
  const wanted = first === 0 ? [] : Array.from({ length: attempts }, (_, at) => first + at);
  for (const port of [...wanted, ...Array<number>(attempts).fill(0)]) {
    const listener = await tryPort(port);
    if (listener) return listener;
  }
  throw new CommandError('port-missing', {});
}

/** @returns null when another program has the port, at either address */
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
  // Without IPv6 on this computer, nobody else is there either.
  if (code === null || code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT') return { port, open, close };
  await close();
  return null;
}

/** @returns null when it listens, else the system's code */
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
