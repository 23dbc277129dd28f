import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { inlineHashes } from '../../scripts/vite/contentPolicy.ts';
import { policyOf } from '../../src/vendor/pack.ts';

const pages = 'dist/pages';
const html = readFileSync(`${pages}/admin.html`, 'utf8');
const own = readdirSync(`${pages}/admin`);

test('loads only files of its own', () => {
  const loaded = [...html.matchAll(/<(?:script|link)\b[^>]*\s(?:src|href)="\.\/([^"]+)"/g)].map(
    ([, path = '']) => path,
  );
  const scripts = loaded.filter((path) => !path.startsWith('icons/'));
  expect(scripts.length).toBeGreaterThan(1);
  for (const path of scripts) expect(own).toContain(path.replace('admin/', ''));
  for (const file of own.filter((name) => name.endsWith('.js'))) {
    const imports = readFileSync(`${pages}/admin/${file}`, 'utf8').matchAll(
      /\b(?:from|import)\s*\(?["']([^"']+\.js)["']/g,
    );
    for (const [, path = ''] of imports) expect(own).toContain(path.replace('./', ''));
  }
});

test('loads a language only when needed', () => {
  const entry = own.find((name) => name.startsWith('admin-') && name.endsWith('.js')) ?? '';
  const text = readFileSync(`${pages}/admin/${entry}`, 'utf8');
  for (const word of ['Sign in to the administration', 'Bei der Verwaltung anmelden']) expect(text).not.toContain(word);
  expect(own.filter((name) => /^(?:en|de)-/.test(name))).toHaveLength(2);
});

test('runs only its own scripts, uses no camera, and connects only to its service', () => {
  const policy = policyOf(html) ?? '';
  expect(policy).toContain("script-src 'self'");
  expect(policy).not.toMatch(/unsafe|blob:|worker-src|media-src/);
  for (const hash of [...inlineHashes(html, 'script'), ...inlineHashes(html, 'style')]) expect(policy).toContain(hash);
});

test('is not part of the wizard: neither its pages nor its service worker name it', () => {
  const wizard = ['index.html', 'keyferry.html', ...readdirSync(`${pages}/assets`).map((name) => `assets/${name}`)];
  for (const file of wizard) expect(readFileSync(`${pages}/${file}`, 'latin1')).not.toMatch(/keyferry-admin|kfa_/);
  expect(readFileSync(`${pages}/sw.js`, 'utf8')).not.toMatch(/admin\.html|admin\/admin/);
});
