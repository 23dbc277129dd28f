import { sessionKeyHeader, sessionKeyIn } from '../../../../src/machine/sessionKey.ts';
import { type Answer, type Call, call } from './caller.ts';

/**
 * A client of a wizard, and a browser that was admitted.
 *
 * @param shown the address displayed by the wizard
 */
export function visitorOf(shown: string) {
  const address = new URL(shown);
  const port = Number(address.port);
  const host = `localhost:${port}`;
  const own = { host, origin: `http://${host}`, 'sec-fetch-site': 'same-origin' };
  const callIt = (path: string, options: Call = {}): Promise<Answer> =>
    call(port, path, { ...options, headers: { host, ...options.headers } });
  let cookie = '';
  let key = '';

  async function enter(): Promise<string> {
    const { headers } = await callIt(address.pathname + address.search);
    cookie = headers['set-cookie']?.[0]?.split(';', 1)[0] ?? '';
    key = sessionKeyIn(new URL(headers.location ?? '', address).hash.slice(1)) ?? '';
    return cookie;
  }

  return {
    port,
    host,
    own,
    tokenPath: address.pathname + address.search,
    callIt,
    enter,
    /** After `enter`: the header of the page's calls. */
    keyHeader: () => ({ [sessionKeyHeader]: key }),
    /** Calls like the page does, after `enter`. */
    post: (path: string, body?: Uint8Array) =>
      callIt(path, { method: 'POST', headers: { ...own, cookie, [sessionKeyHeader]: key }, ...(body && { body }) }),
  };
}
