import { readFileSync } from 'node:fs';

/** Minimal build output for packing. */
export function builtPages(): Map<string, Uint8Array> {
  const page = readFileSync('index.html', 'utf8').replace(
    'content="keyferry-policy"',
    `content="default-src 'none'; script-src 'self'; connect-src keyferry-service; base-uri 'none'"`,
  );
  const revisions = ['index.html', 'keyferry.html', 'manifest.webmanifest'].map(
    (name) => `{revision:"revision-of:${name}",integrity:"integrity-of:${name}"}`,
  );
  const files = {
    'index.html': page,
    'keyferry.html': page,
    'admin.html': page,
    'admin/admin-7d1e02.js': 'console.info("desk");',
    'manifest.webmanifest': JSON.stringify({ id: '../keyferry', name: 'Keyferry', share_target: {}, icons: [] }),
    'sw.js': `precache([${revisions.join(',')}])`,
    'icons/icon.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
    'assets/index-4f3a9c.js': `${'console.info("keyferry");'.repeat(100)}`,
  };
  return new Map(Object.entries(files).map(([path, text]) => [path, new TextEncoder().encode(text)]));
}
