import { describe, expect, it } from 'vitest';
import { takeSessionKey } from '../../../src/device/service/sessionKey.ts';
import { createToolClient } from '../../../src/device/service/toolClient.ts';
import { sessionKeyFragment } from '../../../src/machine/sessionKey.ts';

/** A browser's storage of one origin. */
function newStorage() {
  const kept = new Map<string, string>();
  return {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
  };
}

/** A load of the wizard's page. */
function load(fragment: string, localStorage = newStorage()) {
  const location = { hash: fragment && `#${fragment}`, pathname: '/' };
  const addresses: string[] = [];
  const history = { state: null, replaceState: (_: unknown, __: string, url: string) => addresses.push(url) };
  return { key: takeSessionKey({ location, history, localStorage } as never), addresses };
}

describe('the session key', () => {
  it('is removed from the address, and remains for reloads and further tabs', () => {
    const storage = newStorage();
    expect(load(sessionKeyFragment('first'), storage)).toEqual({ key: 'first', addresses: ['/'] });
    expect(load('', storage)).toEqual({ key: 'first', addresses: [] });
    expect(load(sessionKeyFragment('second'), storage).key).toBe('second');
    expect(load('', storage).key).toBe('second');
  });

  it('is not taken from another fragment, such as a code', () => {
    expect(load('$K1F0000000000000000000000')).toEqual({ key: '', addresses: [] });
  });

  it('works without storage until the page is loaded again', () => {
    const refuse = () => {
      throw new DOMException('blocked', 'SecurityError');
    };
    const blocked = { getItem: refuse, setItem: refuse };
    expect(load(sessionKeyFragment('first'), blocked)).toEqual({ key: 'first', addresses: ['/'] });
    expect(load('', blocked).key).toBe('');
  });

  it('travels in a header of each call, never in the address', async () => {
    const calls: [string, RequestInit | undefined][] = [];
    const client = createToolClient('the-key', {
      fetch: async (url, init) => {
        calls.push([String(url), init]);
        return new Response('', { status: 403 });
      },
      addEventListener: () => {},
      removeEventListener: () => {},
    });
    const file = new Uint8Array(1);
    const asked = [client.look, client.makeRequest, client.place, client.returnLicense];
    for (const call of [...asked, () => client.activate(file), () => client.takeKeyset(file)])
      await expect(call()).rejects.toMatchObject({ code: 'wizard-ended' });
    for (const [url, init] of calls) {
      expect(url).not.toContain('the-key');
      expect(init?.headers).toEqual({ 'keyferry-session': 'the-key' });
    }
    expect(calls.length).toBe(6);
  });
});
