import { once } from 'node:events';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { createPacedServer } from '../../../server/http/connections/pacedServer.ts';
import type { TestService } from './adminCalls.ts';

export type Answer = Readonly<{ status: number; headers: IncomingMessage['headers']; body: string }>;

/** Serves the app on a real port, on loopback. */
export async function serveService({ app }: Pick<TestService, 'app'>) {
  const server = createPacedServer((call, bindings) => app.fetch(call, bindings));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    port,
    call: (method: string, path: string, headers: Record<string, string> = {}, body = '') =>
      answerOf(request({ port, host: '127.0.0.1', method, path, headers }), body),
    order: (order: object, headers: Record<string, string> = {}) =>
      answerOf(
        request({
          port,
          host: '127.0.0.1',
          method: 'POST',
          path: '/api/v1/activations',
          headers: { 'content-type': 'application/json', ...headers },
        }),
        JSON.stringify(order),
      ),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function answerOf(call: ClientRequest, body: string): Promise<Answer> {
  call.end(body);
  const [response] = (await once(call, 'response')) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  return { status: response.statusCode ?? 0, headers: response.headers, body: text };
}

/** A raw socket, for misbehaving clients. */
export async function openSocket(port: number): Promise<{ socket: Socket; heard: Promise<string> }> {
  const socket = connect(port, '127.0.0.1');
  let text = '';
  socket.on('data', (chunk) => {
    text += chunk.toString('latin1');
  });
  // The other side may end the connection with an error; the data it sent before counts.
  socket.on('error', () => undefined);
  const heard = new Promise<string>((resolve) => socket.once('close', () => resolve(text)));
  await once(socket, 'connect');
  return { socket, heard };
}
