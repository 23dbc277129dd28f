import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ConfigurationError } from '../../../server/configurationError.ts';
import { packPageForDisk, preparePages, readBuiltPages } from '../../../server/http/pages.ts';
import { readProfile } from '../../../src/vendor/profile.ts';
import { profileSample } from '../../vendor/profileSample.ts';
import { openService, type TestService } from './adminCalls.ts';
import { builtPages } from './builtPages.ts';

let service: TestService;
beforeAll(async () => {
  service = await openService({ pages: preparePages(builtPages(), [readProfile(profileSample())]) });
});
afterAll(() => service.close());

describe('the pages', () => {
  test('are served with their own policy in the header, plus one directive', async () => {
    for (const path of ['/', '/index.html', '/keyferry.html', '/admin']) {
      const response = await service.app.request(path);
      const [, meta] = /Content-Security-Policy" content="([^"]*)"/.exec(await response.text()) ?? [];
      expect(response.headers.get('content-security-policy')).toBe(`${meta}; frame-ancestors 'none'`);
      expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    }
  });

  test.each([
    ['/', 'no-cache', 'text/html; charset=utf-8'],
    ['/computers', 'no-cache', 'text/html; charset=utf-8'],
    ['/keyferry.html', 'no-cache', 'text/html; charset=utf-8'],
    ['/admin', 'no-cache', 'text/html; charset=utf-8'],
    ['/admin/admin-7d1e02.js', 'public, max-age=31536000, immutable', 'text/javascript; charset=utf-8'],
    ['/sw.js', 'no-cache', 'text/javascript; charset=utf-8'],
    ['/manifest.webmanifest', 'no-cache', 'application/manifest+json'],
    ['/icons/icon.svg', 'public, max-age=3600', 'image/svg+xml'],
    ['/assets/index-4f3a9c.js', 'public, max-age=31536000, immutable', 'text/javascript; charset=utf-8'],
  ])('%s: %s, %s', async (path, cacheControl, contentType) => {
    const { status, headers } = await service.app.request(path);
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe(cacheControl);
    expect(headers.get('content-type')).toBe(contentType);
  });

  test.each([
    ['gzip, deflate', 'gzip', gunzipSync],
    ['gzip, deflate, br, zstd', 'br', brotliDecompressSync],
    ['BR;q=1.0, gzip;q=0.5', 'br', brotliDecompressSync],
    ['gzip, br;q=0', 'gzip', gunzipSync],
  ])('are compressed with %s, and not sent again when unchanged', async (accepted, coding, decompress) => {
    const ask = (headers: Record<string, string>) => service.app.request('/assets/index-4f3a9c.js', { headers });
    const plain = await ask({});
    const zipped = await ask({ 'accept-encoding': accepted });
    expect([plain.headers.get('content-encoding'), zipped.headers.get('content-encoding')]).toEqual([null, coding]);
    expect(zipped.headers.get('vary')).toContain('accept-encoding');
    const unzipped = decompress(Buffer.from(await zipped.arrayBuffer()));
    expect(unzipped.equals(Buffer.from(await plain.arrayBuffer()))).toBe(true);
    expect((await ask({ 'accept-encoding': 'gzip;q=0' })).headers.get('content-encoding')).toBeNull();
    const etag = zipped.headers.get('etag') ?? '';
    const again = await ask({ 'accept-encoding': accepted, 'if-none-match': `"other", W/${etag}` });
    expect([again.status, (await again.arrayBuffer()).byteLength]).toEqual([304, 0]);
    expect((await ask({ 'if-none-match': etag })).status).toBe(200);
  });

  test('are only those that were built', async () => {
    for (const path of [
      '/assets/',
      '/../package.json',
      '/%2e%2e/package.json',
      '/assets',
      '/index.html/',
      '/server/demo.js',
    ]) {
      expect((await service.app.request(path)).status).toBe(404);
    }
  });

  test('that receive a share without a service worker open normally', async () => {
    const response = await service.app.request('/share', { method: 'POST', body: new FormData() });
    expect([response.status, response.headers.get('location')]).toEqual([303, '/']);
  });

  test('for a USB stick contain the address of the service', () => {
    const page = packPageForDisk(builtPages(), readProfile(profileSample()));
    expect(page).toContain('connect-src https://activate.northlight.example:8443;');
    expect(page).toContain('data-service="profile"');
  });

  test('that were not built are refused with a hint', () => {
    expect(() => readBuiltPages('/nowhere/dist/pages')).toThrow(ConfigurationError);
    expect(() => packPageForDisk(new Map(), readProfile(profileSample()))).toThrow(ConfigurationError);
  });
});
