import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ConfigurationError } from '../../../../server/configurationError.ts';
import {
  callerOf,
  clientAddress,
  isUnknownProxy,
  readTrustedProxies,
} from '../../../../server/http/guard/clientAddress.ts';

/** @param trusted as in KEYFERRY_TRUSTED_PROXIES */
const find = (trusted: string | undefined, peer: string, forwardedFor: string) =>
  clientAddress(peer, forwardedFor, readTrustedProxies(trusted));

describe('the address of a client', () => {
  test.each([
    ['no proxy is trusted', undefined, '203.0.113.7', '198.51.100.1', '203.0.113.7'],
    ['the proxy is trusted', '203.0.113.7', '203.0.113.7', '198.51.100.1', '198.51.100.1'],
    ['another one is trusted', '203.0.113.8', '203.0.113.7', '198.51.100.1', '203.0.113.7'],
    ['the client sends a forged address', '127.0.0.1', '127.0.0.1', '10.9.9.9, 198.51.100.1', '198.51.100.1'],
    [
      'there are two proxies in a row',
      '127.0.0.1,10.0.0.0/8',
      '127.0.0.1',
      '1.2.3.4, 198.51.100.1, 10.1.2.3',
      '198.51.100.1',
    ],
    ['the client claims to be a proxy', '127.0.0.1,10.0.0.0/8', '127.0.0.1', '10.0.0.1,198.51.100.1', '198.51.100.1'],
    ['there are only proxies', '10.0.0.0/8', '10.0.0.1', '10.0.0.3, 10.0.0.2', '10.0.0.3'],
    ['a proxy sends no address', '127.0.0.1', '127.0.0.1', '', '127.0.0.1'],
    ['a proxy sends an invalid address', '127.0.0.1', '127.0.0.1', '198.51.100.1, unknown', '127.0.0.1'],
    ['the socket has both address families', '127.0.0.0/8', '::ffff:127.0.0.1', '198.51.100.1', '198.51.100.1'],
    ['a port follows', '::1', '::1', '198.51.100.1:4711', '198.51.100.1'],
    ['a port follows brackets', '::1', '::1', '[2001:db8::1]:4711', '2001:db8::1'],
    ['the range is IPv6', 'fd00::/8', 'fd12::1', '2001:db8::1', '2001:db8::1'],
    ['one hop is trusted', '1', '203.0.113.7', '10.9.9.9, 198.51.100.1', '198.51.100.1'],
    ['two hops are trusted', '2', '203.0.113.7', '10.9.9.9, 198.51.100.1, 203.0.113.9', '198.51.100.1'],
    ['no hop is trusted', '0', '203.0.113.7', '198.51.100.1', '203.0.113.7'],
  ])('when %s', (_, trusted, peer, forwardedFor, expected) => {
    expect(find(trusted, peer, forwardedFor)).toBe(expected);
  });

  test('is never taken from a client without a trusted proxy', () => {
    fc.assert(
      fc.property(fc.string(), (forwardedFor) => {
        expect(find('10.0.0.0/8', '203.0.113.7', forwardedFor)).toBe('203.0.113.7');
      }),
    );
  });

  test('is never further left than the last address that a trusted proxy wrote', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.ipV4(), fc.ipV6(), fc.string())), (madeUp) => {
        expect(find('127.0.0.1', '127.0.0.1', [...madeUp, '198.51.100.1'].join(','))).toBe('198.51.100.1');
      }),
    );
  });
});

describe('the setting', () => {
  test.each([
    'proxy.example.com',
    '10.0.0.0/33',
    '::/129',
    '10.0.0.0/8/8',
    '10.0.0',
    '11',
    '-1',
    '127.0.0.1,',
    '1.2.3.4/x',
  ])('refuses %j, naming itself', (text) => {
    expect(() => readTrustedProxies(text)).toThrow(ConfigurationError);
    expect(() => readTrustedProxies(text)).toThrow('KEYFERRY_TRUSTED_PROXIES');
  });
});

describe('an unconfigured proxy', () => {
  test.each([
    ['127.0.0.1', '198.51.100.1', undefined, true],
    ['::ffff:10.0.0.7', '198.51.100.1', undefined, true],
    ['fd00::1', '198.51.100.1', '127.0.0.1', true],
    ['127.0.0.1', '', undefined, false],
    ['127.0.0.1', '198.51.100.1', '127.0.0.1', false],
    ['203.0.113.7', '198.51.100.1', undefined, false],
    ['', '198.51.100.1', undefined, false],
  ])('is suspected at %s saying %j, with %s trusted: %s', (peer, forwardedFor, trusted, expected) => {
    expect(isUnknownProxy(peer, forwardedFor, readTrustedProxies(trusted))).toBe(expected);
  });
});

describe('one client', () => {
  test.each([
    ['203.0.113.7', '::ffff:203.0.113.7', true],
    ['203.0.113.7', '203.0.113.8', false],
    ['2001:db8:1:2::1', '2001:db8:1:2:ffff:ffff:ffff:ffff', true],
    ['2001:db8:1:2::1', '2001:0DB8:0001:0002::0001', true],
    ['2001:db8:1:2::1', '2001:db8:1:3::1', false],
    ['', 'nonsense', true],
  ])('is %s and %s: %s', (one, other, same) => {
    expect(callerOf(one) === callerOf(other)).toBe(same);
  });
});
