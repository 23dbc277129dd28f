import { type IncomingMessage, Server, type ServerOptions, type ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import type { AppEnvironment } from '../callContext.ts';
import type { UnreadReason } from '../metrics.ts';
import { recordArrival } from './arrivals.ts';
import { createArrivingConnections } from './arrivingConnections.ts';
import { PacedConnection } from './pacedConnection.ts';
import { createTurns } from './turns.ts';

export type Fetch = (request: Request, bindings: AppEnvironment['Bindings']) => Response | Promise<Response>;

/** Event of the server with a {@link UnreadReason}: a client sent something that is no call. */
export const unreadEvent = 'unread';

/**
 * How many calls that were sent along with others are taken up in one turn of the event loop, of all connections together.
 * Calls that were sent alone are always taken up.
 */
const CALLS_PER_TURN = 4;

/** An HTTP server whose connections are {@link PacedConnection}s. */
class PacedServer extends Server {
  readonly #later = createTurns(CALLS_PER_TURN);
  readonly #connections = createArrivingConnections();

  override emit(event: string, ...values: unknown[]): boolean {
    const [first, second] = values;
    // Node takes any stream as a connection: https://nodejs.org/api/http.html#event-connection
    if (event === 'connection' && first instanceof Socket) {
      this.#connections.accepted();
      return super.emit(event, new PacedConnection(first, this.#later));
    }
    if (event === 'clientError') this.#countUnread(first);
    if (event === 'request') return this.#takeCall(first as IncomingMessage, second as ServerResponse);
    return super.emit(event, ...values);
  }

  /** Node answers 400, 408 or 431 itself and calls no listener of requests. */
  #countUnread(error: unknown): void {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ERR_HTTP_REQUEST_TIMEOUT') super.emit(unreadEvent, 'timeout' satisfies UnreadReason);
    else if (code?.startsWith('HPE_')) super.emit(unreadEvent, 'http' satisfies UnreadReason);
  }

  #takeCall(incoming: IncomingMessage, outgoing: ServerResponse): boolean {
    const connection: unknown = incoming.socket;
    if (!(connection instanceof PacedConnection)) return super.emit('request', incoming, outgoing);
    connection.answerInTurn(incoming, outgoing, (arrivedAt) => {
      recordArrival(incoming, arrivedAt);
      this.#connections.whenQuiet(() => super.emit('request', incoming, outgoing));
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
