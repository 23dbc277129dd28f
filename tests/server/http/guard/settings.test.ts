import { describe, expect, test } from 'vitest';
import { ConfigurationError } from '../../../../server/configurationError.ts';
import { readGuardSettings } from '../../../../server/http/guard/settings.ts';

const read = (environment: Record<string, string>) => readGuardSettings((name) => environment[name]);

describe('the guard', () => {
  test('has defaults', () => {
    expect(read({})).toMatchObject({
      allowedOrigins: [],
      calls: { quota: 3000, windowSeconds: 60 },
      failedOrders: { quota: 10, windowSeconds: 900 },
      failedSerial: { quota: 20, windowSeconds: 900 },
      failedTokens: { quota: 10, windowSeconds: 900 },
      stopDelaySeconds: 0,
    });
  });

  test('reads the environment', () => {
    const environment = {
      KEYFERRY_CALLS_PER_MINUTE: '0',
      KEYFERRY_FAILED_ORDERS: '5',
      KEYFERRY_FAILED_ORDERS_PER_SERIAL: '6',
      KEYFERRY_FAILED_TOKENS: '7',
      KEYFERRY_LOCKOUT_SECONDS: '60',
      KEYFERRY_STOP_DELAY: '5',
      KEYFERRY_ALLOWED_ORIGINS: 'https://shop.example.com, http://localhost:3000',
    };
    expect(read(environment)).toMatchObject({
      allowedOrigins: ['https://shop.example.com', 'http://localhost:3000'],
      calls: { quota: 0, windowSeconds: 60 },
      failedOrders: { quota: 5, windowSeconds: 60 },
      failedSerial: { quota: 6, windowSeconds: 60 },
      failedTokens: { quota: 7, windowSeconds: 60 },
      stopDelaySeconds: 5,
    });
  });

  test.each([
    { KEYFERRY_CALLS_PER_MINUTE: '-1' },
    { KEYFERRY_FAILED_ORDERS: '1.5' },
    { KEYFERRY_FAILED_ORDERS_PER_SERIAL: 'ten' },
    { KEYFERRY_FAILED_TOKENS: '99999999' },
    { KEYFERRY_LOCKOUT_SECONDS: '0' },
    { KEYFERRY_STOP_DELAY: 'soon' },
    { KEYFERRY_ALLOWED_ORIGINS: '*' },
    { KEYFERRY_ALLOWED_ORIGINS: 'null' },
    { KEYFERRY_ALLOWED_ORIGINS: 'https://shop.example.com/' },
    { KEYFERRY_ALLOWED_ORIGINS: 'https://shop.example.com,' },
    { KEYFERRY_ALLOWED_ORIGINS: 'HTTPS://shop.example.com' },
  ])('refuses %j, naming the variable', (environment) => {
    const [name = ''] = Object.keys(environment);
    expect(() => read(environment)).toThrow(ConfigurationError);
    expect(() => read(environment)).toThrow(name);
  });
});
