import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { expect, test } from 'vitest';

const pages = fileURLToPath(new URL('../../dist/pages/', import.meta.url));
const textOf = (file: string) => readFileSync(pages + file, 'utf8');

/** What a browser loads with a file: its scripts and styles, and their static imports. */
function loadedWith(file: string): string[] {
  const pattern = file.endsWith('.html')
    ? /<(?:script|link)\b[^>]*\s(?:src|href)="\.\/(assets\/[^"]+)"/g
    : /\b(?:from|import)\s*["']\.\/([^"']+\.js)["']/g;
  const found = [...textOf(file).matchAll(pattern)].map(([, name = '']) =>
    file.endsWith('.html') ? name : `assets/${name}`,
  );
  return found.flatMap((name) => [name, ...(name.endsWith('.js') ? loadedWith(name) : [])]);
}

/** Words that occur only in the decoders. */
const decoders = { zxing: 'tryDownscale', jsqr: 'inversionAttempts', wasm: 'instantiateStreaming' };

test('the first load contains no decoder: it is loaded with the first camera or picture', () => {
  const first = loadedWith('index.html');
  expect(first.some((file) => file.endsWith('.js'))).toBe(true);
  const others = readdirSync(`${pages}assets`).filter(
    (file) => file.endsWith('.js') && !first.includes(`assets/${file}`),
  );
  for (const [decoder, word] of Object.entries(decoders)) {
    for (const file of first) expect(textOf(file).includes(word), `${decoder} in ${file}`).toBe(false);
    expect(
      others.some((file) => textOf(`assets/${file}`).includes(word)),
      `${decoder} in what comes later`,
    ).toBe(true);
  }
  expect(first.filter((file) => file.endsWith('.wasm'))).toEqual([]);
});

test('the first load is 75 kB with Brotli or less', () => {
  const files = new Set(['index.html', ...loadedWith('index.html')]);
  const sizes = [...files].map((file) => brotliCompressSync(readFileSync(pages + file)).length);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(75_000);
});

test('the first load contains no QR encoder and no schema library', () => {
  for (const file of loadedWith('index.html'))
    for (const word of ['maskPattern', 'strict_object'])
      expect(textOf(file).includes(word), `${word} in ${file}`).toBe(false);
});

test('no XML parser is in the pages', () => {
  const files = readdirSync(pages, { recursive: true, encoding: 'utf8' }).filter((file) => /\.(?:js|html)$/.test(file));
  expect(files.filter((file) => textOf(file).includes('stopNodes'))).toEqual([]);
});

test('code for the command line tool’s page is in a file of its own and not in the one-file page', () => {
  const words = ['/machine/', 'keyferry machine wizard'];
  const tool = readdirSync(`${pages}assets`).filter((file) => /^tool-.*\.js$/.test(file));
  for (const word of words) {
    expect(tool.some((file) => textOf(`assets/${file}`).includes(word))).toBe(true);
    for (const file of [...loadedWith('index.html'), 'keyferry.html']) expect(textOf(file)).not.toContain(word);
  }
});

test('the screens that few people need are in files of their own', () => {
  const rare = readdirSync(`${pages}assets`).filter((file) => /^computer/.test(file));
  expect(rare.map((file) => file.replace(/-.{8}\.js$/, '')).sort()).toEqual([
    'computer-list.screen',
    'computer.screen',
    'computerCalls',
    'computers',
    'computers.screen',
  ]);
  const first = loadedWith('index.html');
  for (const file of rare) expect(first).not.toContain(`assets/${file}`);
});
