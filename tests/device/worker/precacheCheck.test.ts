import { expect, test } from 'vitest';
import { isUsable } from '../../../src/device/worker/precacheCheck.ts';

const answer = (type: string, status = 200) => ({ status, headers: new Headers({ 'content-type': type }) });
const at = (path: string) => `https://a.example/app/${path}`;

test.each([
  ['assets/a.js', 'text/javascript'],
  ['assets/a.js', 'application/javascript; charset=utf-8'],
  ['assets/a.css', 'text/css'],
  ['index.html?__WB_REVISION__=1', 'text/html; charset=utf-8'],
  ['assets/a.wasm', 'application/wasm'],
  ['assets/a.wasm', 'application/octet-stream'],
  ['manifest.webmanifest', 'application/manifest+json'],
])('keeps %s as %s', (path, type) => expect(isUsable(at(path), answer(type))).toBe(true));

test.each([
  ['assets/a.js', 'text/html'],
  ['assets/a.js', 'text/plain'],
  ['assets/a.css', 'text/html'],
  ['assets/a.wasm', 'text/html'],
  ['icons/icon.svg', 'text/html; charset=utf-8'],
  ['index.html', 'application/json'],
])('refuses %s as %s', (path, type) => expect(isUsable(at(path), answer(type))).toBe(false));

test.each([204, 206, 404, 503])('refuses an answer with status %s', (status) => {
  expect(isUsable(at('assets/a.js'), answer('text/javascript', status))).toBe(false);
});
