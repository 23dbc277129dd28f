import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Makes all processes of this run derive each key only once. Several projects use it. */
export default function setup(): () => void {
  if (process.env.NODE_OPTIONS?.includes('derivedKeys/remember.mjs')) return () => {};
  const folder = mkdtempSync(join(tmpdir(), 'keyferry-derived-'));
  const module = pathToFileURL(resolve('tests/derivedKeys/remember.mjs'));
  module.searchParams.set('folder', folder);
  const before = process.env.NODE_OPTIONS;
  process.env.NODE_OPTIONS = [before, `--import=${module.href}`].filter(Boolean).join(' ');
  return () => {
    if (before === undefined) delete process.env.NODE_OPTIONS;
    else process.env.NODE_OPTIONS = before;
    rmSync(folder, { recursive: true, force: true });
  };
}
