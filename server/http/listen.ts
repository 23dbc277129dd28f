import type { Server } from 'node:http';
import { isBlockedPort } from '../../src/contract/serviceUrl.ts';
import { ConfigurationError } from '../configurationError.ts';

/** How many ports to try after the first. */
const NEIGHBORS = 20;

export interface ListenOptions {
  /** 0: the operating system chooses. */
  readonly port: number;
  /** Address to listen on; absent: all network interfaces. */
  readonly host: string | undefined;
  /** Whether to use the next free port when this one is in use. */
  readonly takeNext: boolean;
}

/**
 * Starts to accept connections.
 *
 * @returns the port
 * @throws ConfigurationError when the port is in use or not allowed, or the address is not one of this machine
 */
export async function listen(server: Server, { port, host, takeNext }: ListenOptions): Promise<number> {
  const last = takeNext ? Math.min(port + NEIGHBORS, 65535) : port;
  for (let candidate = port; candidate <= last; candidate += 1) {
    // Pages cannot be served there. The configuration refuses such a port by itself.
    if (candidate !== 0 && isBlockedPort(candidate)) continue;
    const code = await tryPort(server, candidate, host);
    if (code === null) return portOf(server);
    if (code !== 'EADDRINUSE') throw explain(code, candidate, host);
  }
  throw explain('EADDRINUSE', port, host);
}

/** @returns null when it listens, otherwise the system's error code */
function tryPort(server: Server, port: number, host: string | undefined): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException) => {
      server.off('listening', succeeded);
      if (error.code === undefined) reject(error);
      else resolve(error.code);
    };
    const succeeded = () => {
      server.off('error', failed);
      resolve(null);
    };
    server.once('error', failed).once('listening', succeeded);
    server.listen({ port, ...(host !== undefined && { host }) });
  });
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('not listening on a port');
  return address.port;
}

function explain(code: string, port: number, host: string | undefined): ConfigurationError {
  const explanations: Readonly<Record<string, string>> = {
    EADDRINUSE: `Port ${port} is in use by another program. Stop it, or set KEYFERRY_PORT to a free port.`,
    EACCES: `Port ${port} needs rights this account does not have. Set KEYFERRY_PORT to 1024 or above.`,
    EADDRNOTAVAIL: `${host} is not an address of this computer. Correct KEYFERRY_HOST, or leave it out.`,
    EAFNOSUPPORT: `${host} is of an address family that this computer does not use. Correct KEYFERRY_HOST, or leave it out.`,
    EAI_AGAIN: `${host} cannot be looked up now: no name server answers. Use an address in KEYFERRY_HOST, or leave it out.`,
    ENOTFOUND: `${host} is not known as a host name. Correct KEYFERRY_HOST, or leave it out.`,
  };
  return new ConfigurationError(explanations[code] ?? `Port ${port} cannot be opened (${code}).`);
}
