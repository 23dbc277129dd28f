import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { softwareInside } from '../../scripts/vite/bundledSoftware.ts';
import { inlineHashes } from '../../scripts/vite/contentPolicy.ts';
import { packPages, policyOf } from '../../src/vendor/pack.ts';
import { profileSample } from '../vendor/profileSample.ts';

const folder = 'dist/pages';
const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
const built = new Map(files.map((file) => [file, new Uint8Array(readFileSync(join(folder, file)))]));
const isOfAdminPage = (file: string) => file.startsWith('admin');
const worker = readFileSync(join(folder, 'sw.js'), 'utf8');

/** Only used when the command line tool serves the page, which has no service worker. */
const isOfTool = (file: string) => /^assets\/tool\b/.test(file);

/** The manifest's pictures: only a browser that offers to install the app loads them. */
const isPicture = (file: string) => file.startsWith('screenshots/');

/** The list that Workbox wrote into the service worker. */
function precacheList(script: string): { url: string; revision: string | null; integrity: string }[] {
  const list = /\[\{"(?:integrity|revision|url)":[\s\S]*?\}\]/.exec(script)?.[0] ?? '[]';
  return JSON.parse(list);
}

test('caches every file of the app for offline use, each once', () => {
  const kept = precacheList(worker).map(({ url }) => url);
  expect([...kept].sort()).toEqual(
    files.filter((file) => file !== 'sw.js' && !isOfAdminPage(file) && !isOfTool(file) && !isPicture(file)).sort(),
  );
});

test('caches the copy for a USB stick', () => {
  expect(precacheList(worker).map(({ url }) => url)).toContain('keyferry.html');
});

test('gives every file without a hash in its name a revision after packing', () => {
  const packed = packPages(built, profileSample());
  for (const { url, revision } of precacheList(new TextDecoder().decode(packed.get('sw.js')))) {
    if (url.startsWith('assets/')) expect(revision).toBeNull();
    else expect(revision).toMatch(/^[0-9a-f]{32}$/);
  }
});

test('gives every file the hash that its bytes have after packing', () => {
  const packed = packPages(built, profileSample());
  for (const { url, integrity } of precacheList(new TextDecoder().decode(packed.get('sw.js')))) {
    const hash = createHash('sha256')
      .update(packed.get(url) ?? '')
      .digest('base64');
    expect([url, integrity]).toEqual([url, `sha256-${hash}`]);
  }
});

test('runs only its own scripts', () => {
  const html = readFileSync(join(folder, 'index.html'), 'utf8');
  const policy = policyOf(html) ?? '';
  expect(policy).toContain("script-src 'self'");
  expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'/);
  for (const hash of [...inlineHashes(html, 'script'), ...inlineHashes(html, 'style')]) expect(policy).toContain(hash);
});

test('names no other host except XML namespaces, a page about precaching in a message of Workbox, and licenses', () => {
  const addressesIn = (text: string) => text.match(/https?:\/\/[\w.-]+\.[a-z]{2,}[\w./-]*/g) ?? [];
  const ofLicenses = softwareInside().flatMap(({ text }) => addressesIn(text));
  for (const [file, bytes] of built) {
    if (!/\.(?:js|css|html|webmanifest)$/.test(file)) continue;
    const known = [...ofLicenses, 'https://bit.ly/wb-precache'];
    const others = addressesIn(new TextDecoder().decode(bytes)).filter(
      (address) => !/^http:\/\/www\.w3\.org\//.test(address) && !known.includes(address),
    );
    expect([file, others]).toEqual([file, []]);
  }
});

test('ships no source maps', () => {
  expect(files.filter((file) => file.endsWith('.map'))).toEqual([]);
});

test('declares an app that can be installed, receive shared files, and open a license', () => {
  const manifest = JSON.parse(new TextDecoder().decode(packPages(built, profileSample()).get('manifest.webmanifest')));
  expect(manifest).toMatchObject({ display: 'standalone', start_url: './', scope: './' });
  for (const { src } of [...manifest.icons, ...manifest.screenshots]) expect(files).toContain(src.replace('./', ''));
  expect(manifest.icons.some(({ purpose }: { purpose: string }) => purpose === 'maskable')).toBe(true);
  const endings = ['.licreq', '.lic', '.licret', '.licact', '.keyferry'];
  expect(manifest.share_target.params.files[0].accept).toEqual(expect.arrayContaining(endings));
  expect(
    manifest.file_handlers.flatMap(({ accept }: { accept: Record<string, string[]> }) => Object.values(accept).flat()),
  ).toEqual(endings);
  const forms = manifest.screenshots.map(({ form_factor }: { form_factor: string }) => form_factor);
  expect([...forms].sort()).toEqual(['narrow', 'wide']);
});
