import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { inflateSync } from 'fflate';
import { expect, test } from 'vitest';
import { inlineHashes } from '../../scripts/vite/contentPolicy.ts';
import { externalReferences } from '../../scripts/vite/selfContained.ts';
import { packPage, policyOf } from '../../src/vendor/pack.ts';
import { profileSample } from '../vendor/profileSample.ts';

const page = readFileSync('dist/pages/keyferry.html', 'utf8');
const scripts = [...page.matchAll(/<script\b[^>]*>([\s\S]*?)<\/script>/g)].map(([, code = '']) => code);

test('refers to nothing outside itself', () => {
  expect(externalReferences(page)).toEqual([]);
});

test.each([
  ['<script src="./a.js"></script>', './a.js'],
  ['<link rel="stylesheet" href="https://cdn.example/a.css">', 'https://cdn.example/a.css'],
  ['<style>@import "a.css";</style>', 'a.css'],
  ['<style>p{background:url(b.png)}</style>', 'b.png'],
  ['<img src="data:image/png;base64,AA=="><script>import{x}from"./c.js"</script>', './c.js'],
])('the check itself detects %s', (html, address) => {
  expect(externalReferences(html)).toEqual([address]);
});

test('is small enough for an e-mail and an old USB stick: 1.7 MB', () => {
  expect(page.length).toBeLessThan(1_700_000);
});

test('contains the decoder’s WebAssembly deflated, and nothing of it is lost', () => {
  const inlined = [...page.matchAll(/data:application\/octet-stream;base64,([\w+/=]+)/g)].map(([, text = '']) => text);
  expect(inlined).toHaveLength(1);
  const binary = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
  expect(inflateSync(Buffer.from(inlined[0] ?? '', 'base64'))).toEqual(new Uint8Array(readFileSync(binary)));
});

test('contains no source map and no crossorigin, which file:// refuses', () => {
  expect(page).not.toContain('sourceMappingURL');
  expect(page.replace(/(<script\b[^>]*>)[\s\S]*?(<\/script>)/g, '$1$2')).not.toContain('crossorigin');
});

test('lists the hash of every inline script and style in its policy, before and after packing', () => {
  const packed = packPage(page, profileSample(), { service: 'profile' });
  for (const html of [page, packed]) {
    const policy = policyOf(html) ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|\*/);
    const hashes = [...inlineHashes(html, 'script'), ...inlineHashes(html, 'style')];
    expect(hashes.length).toBeGreaterThan(0);
    for (const hash of hashes) expect(policy).toContain(hash);
  }
});

test('states its policy before anything that it governs', () => {
  expect(page.indexOf('Content-Security-Policy')).toBeLessThan(page.search(/<(?:script|style|link)\b/));
});

// Safari supports these only since 16.4, and rejects the whole script.
test('contains no syntax that iOS 15.4 cannot read', () => {
  for (const code of scripts) {
    expect(/\/[^/\n]*\(\?<[=!]/.exec(code)?.[0].slice(-40)).toBeUndefined();
    expect(/\bstatic\s*\{/.exec(code)?.[0]).toBeUndefined();
  }
});
