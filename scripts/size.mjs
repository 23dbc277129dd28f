import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { ensureBuilt } from './build.mjs';

/** Prints the sizes of what a first visit loads, of what is loaded later or in the background, and of the one-file page. */
const pages = 'dist/pages';

await ensureBuilt();
const first = ['index.html', ...loadedBy('index.html')];
const everything = readdirSync(pages, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name).slice(pages.length + 1));

const ofAdmin = everything.filter((file) => /^admin[./]/.test(file));
section('First load', first);
section(
  'Later: in the background, or when a camera or picture is used',
  everything.filter((file) => !first.includes(file) && file !== 'keyferry.html' && !ofAdmin.includes(file)),
);
section('The one-file page', ['keyferry.html']);
section('The admin page, which shares nothing with the others', ofAdmin);

/**
 * @param {string} file
 * @returns {string[]} scripts and styles that the browser loads with it, static imports included
 */
function loadedBy(file) {
  const text = readFileSync(join(pages, file), 'utf8');
  const pattern = file.endsWith('.html')
    ? /<(?:script|link)\b[^>]*\s(?:src|href)="\.\/(assets\/[^"]+)"/g
    : /\b(?:from|import)\s*["']\.\/([^"']+\.js)["']/g;
  const direct = [...text.matchAll(pattern)].map(([, found = '']) =>
    found.startsWith('assets/') ? found : `assets/${found}`,
  );
  return [...new Set(direct.flatMap((found) => [found, ...(found.endsWith('.js') ? loadedBy(found) : [])]))];
}

/**
 * @param {string} title
 * @param {string[]} files
 */
function section(title, files) {
  const rows = files.map((file) => [file, ...weigh(file)]).sort((a, b) => Number(b[1]) - Number(a[1]));
  const total = ['total', ...[1, 2, 3].map((column) => rows.reduce((sum, row) => sum + Number(row[column]), 0))];
  console.log(`\n${title.padEnd(64)}${'bytes'.padStart(10)}${'gzip'.padStart(10)}${'brotli'.padStart(10)}`);
  for (const [name, ...sizes] of rows.length > 1 ? [...rows, total] : rows) {
    console.log(
      `  ${basename(String(name)).padEnd(62)}${sizes.map((size) => size.toLocaleString('en').padStart(10)).join('')}`,
    );
  }
}

/** @param {string} file */
function weigh(file) {
  const bytes = readFileSync(join(pages, file));
  return [bytes.length, gzipSync(bytes, { level: 9 }).length, brotliCompressSync(bytes).length];
}
