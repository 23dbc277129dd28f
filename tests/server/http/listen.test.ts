import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { ConfigurationError } from '../../../server/configurationError.ts';
import { listen } from '../../../server/http/listen.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

function newServer(): Server {
  const server = createServer();
  servers.push(server);
  return server;
}

const host = '127.0.0.1';

describe('a port', () => {
  test('chosen by the system is reported', async () => {
    expect(await listen(newServer(), { port: 0, host, takeNext: false })).toBeGreaterThan(0);
  });

  test('in use is an error when it was requested, and skipped when it was not', async () => {
    const port = await listen(newServer(), { port: 0, host, takeNext: false });
    await expect(listen(newServer(), { port, host, takeNext: false })).rejects.toThrow(ConfigurationError);
    const server = newServer();
    const next = await listen(server, { port, host, takeNext: true });
    expect(next).toBeGreaterThan(port);
    const answered = once(server, 'request');
    void fetch(`http://${host}:${next}/`).catch(() => undefined);
    const [, response] = await answered;
    response.end();
  });

  test('on a foreign address is an error', async () => {
    await expect(listen(newServer(), { port: 0, host: '203.0.113.7', takeNext: true })).rejects.toThrow(
      /KEYFERRY_HOST/,
    );
  });
});
