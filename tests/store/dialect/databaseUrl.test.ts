import { expect, test } from 'vitest';
import { ConfigurationError } from '../../../server/configurationError.ts';
import { checkDatabaseUrl, withCheckedCertificate } from '../../../server/store/dialect/databaseUrl.ts';

test.each([
  ['two hosts', 'postgres://keyferry:SECRET@a.example,b.example/keyferry', /several hosts/],
  ['two hosts with ports', 'postgres://keyferry:SECRET@a.example:5432,b.example:5432/keyferry', /several hosts/],
  ['a password with /', 'postgres://keyferry:SE/CRET@db.example/keyferry', /%2F/],
  ['a password with # or ?', 'postgres://keyferry:SE#CRET?@db.example/keyferry', /%23/],
  ['a password that looks like a port', 'postgres://keyferry:12/SECRET@db.example/keyferry', /%2F/],
  ['a malformed escape', 'postgres://keyferry:SECRET%FF@db.example/keyferry', /%25/],
  ['a port out of range', 'postgres://keyferry:SECRET@db.example:99999/keyferry', /HOST:PORT/],
  ['an unknown sslmode', 'postgres://keyferry:SECRET@db.example/keyferry?sslmode=on', /verify-full/],
])('an address with %s is refused, without showing it', (_, url, expected) => {
  const check = () => checkDatabaseUrl(url);
  expect(check).toThrow(ConfigurationError);
  expect(check).toThrow(expected);
  expect(check).not.toThrow(/SE#?\/?CRET|example\//);
});

test.each([
  'postgres://keyferry:p%40s%2Fs@db.example:5432/keyferry?sslmode=verify-full',
  'postgresql://db.example',
  'postgres://keyferry:with@sign@db.example/keyferry',
  'postgres://keyferry:a,b@db.example/keyferry',
  'postgres://keyferry:secret@/keyferry?host=/run/postgresql',
  'postgres:///keyferry?user=me@example.com',
  'postgres://[::1]:5432/keyferry?sslmode=disable',
])('%s is accepted', (url) => {
  expect(() => checkDatabaseUrl(url)).not.toThrow();
});

test('modes that mean verify-full to the driver become that, so that it prints no warning', () => {
  const base = 'postgres://db.example/keyferry';
  expect(withCheckedCertificate(`${base}?a=1&sslmode=require`)).toBe(`${base}?a=1&sslmode=verify-full`);
  expect(withCheckedCertificate(`${base}?sslmode=verify-ca&b=2`)).toBe(`${base}?sslmode=verify-full&b=2`);
  for (const other of ['sslmode=disable', 'sslmode=no-verify', 'sslmode=require&uselibpqcompat=true']) {
    expect(withCheckedCertificate(`${base}?${other}`)).toBe(`${base}?${other}`);
  }
});
