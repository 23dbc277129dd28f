import { type IncomingMessage, Server, type ServerOptions, type ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import type { AppEnvironment } from '../callContext.ts';
import { PacedConnection } from './pacedConnection.ts';

export type Fetch = (request: Request, bindings: AppEnvironment['Bindings']) => Response | Promise<Response>;

const arrivals = new WeakMap<object, number>();

/** @returns when the first bytes of a call arrived, in monotonic milliseconds; undefined for a call without a connection */
export function arrivalOf(incoming: object | undefined): number | undefined {
  return incoming && arrivals.get(incoming);
}

/** An HTTP server whose connections are {@link PacedConnection}s. */
class PacedServer extends Server {
  override emit(event: string, ...values: unknown[]): boolean {
    const [first, second] = values;
    // Node takes any stream as a connection: https://nodejs.org/api/http.html#event-connection
    if (event === 'connection' && first instanceof Socket) return super.emit(event, new PacedConnection(first));
    if (event === 'request') return this.#takeCall(first as IncomingMessage, second as ServerResponse);
    return super.emit(event, ...values);
  }

  #takeCall(incoming: IncomingMessage, outgoing: ServerResponse): boolean {
    const connection: unknown = incoming.socket;
    if (!(connection instanceof PacedConnection)) return super.emit('request', incoming, outgoing);
    connection.answerInTurn(incoming, outgoing, (arrivedAt) => {
      arrivals.set(incoming, arrivedAt);
      super.emit('request', incoming, outgoing);
    });
    return true;
  }
}

/**
 * Creates the server of the service.
 *
 * @param fetch answers a call
 */
export function createPacedServer(fetch: Fetch, options: ServerOptions = {}): Server {
  return createAdaptorServer({
    fetch,
    // Health probes in HTTP/1.0 have no `Host`.
    hostname: 'localhost',
    serverOptions: options,
    createServer: ((given: ServerOptions, listener: (...call: [IncomingMessage, ServerResponse]) => void) =>
      new PacedServer(given, listener)) as never,
  }) as Server;
}
