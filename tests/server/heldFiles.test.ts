import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';

/** How often another program still holds a file: each call of the system fails until this is 0. */
const held = vi.hoisted(() => ({ attempts: 0 }));

vi.mock('node:fs', async (original) => {
  const real = await original<typeof import('node:fs')>();
  const holding =
    <Args extends unknown[], Result>(use: (...args: Args) => Result) =>
    (...args: Args): Result => {
      if (held.attempts === 0) return use(...args);
      held.attempts -= 1;
      throw Object.assign(new Error('held'), { code: 'EBUSY' });
    };
  const renameSync = holding(real.renameSync);
  // The file that is read is opened without a mode, the one that is written with one.
  const openSync = (...args: Parameters<typeof real.openSync>) =>
    args[2] === undefined && args[1] === 'r' ? holding(real.openSync)(...args) : real.openSync(...args);
  const read = (...args: Parameters<typeof real.readFileSync>) => holding(real.readFileSync)(...args);
  return { ...real, renameSync, openSync, readFileSync: read };
});

const imported = async () => ({
  ...(await import('../../cli/files.ts')),
  ...(await import('../../installed/storedFile.ts')),
  ...(await import('../../files/atomicFile.ts')),
});

// Test files of a worker share their modules; these must be loaded over the replaced ones, and by no other file.
let files: Awaited<ReturnType<typeof imported>>;
beforeAll(async () => {
  vi.resetModules();
  files = await imported();
});
afterAll(() => {
  vi.doUnmock('node:fs');
  vi.resetModules();
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyferry-locked-'));
  vi.spyOn(Atomics, 'wait').mockReturnValue('timed-out');
});
afterEach(() => {
  held.attempts = 0;
  rmSync(folder, { recursive: true, force: true });
  vi.restoreAllMocks();
});
const at = (name: string) => join(folder, name);

test('files that another program holds for a moment are written and read all the same', async () => {
  for (const [name, write] of [
    ['whole', (path: string) => files.writeWhole(path, 'new')],
    ['pieces', (path: string) => files.writePiecesAtomically(path, ['n', 'ew'], { mode: 0o600, existing: 'replace' })],
    ['command', (path: string) => files.writeFile(path, 'new', true)],
    ['stored', (path: string) => files.storeFile(path, 'new')],
  ] as const) {
    held.attempts = 3;
    await write(at(name));
    expect([held.attempts, readFileSync(at(name), 'utf8')]).toEqual([0, 'new']);
  }
  held.attempts = 3;
  expect(files.readAtMost(at('whole'), 10)).toHaveLength(3);
  held.attempts = 3;
  expect(files.readStored(at('whole'))).toHaveLength(3);
});

test('files that another program keeps are named as in use, not as missing or forbidden, and nothing is left behind', () => {
  files.writeWhole(at('old'), 'old');
  const codes = [
    () => files.writeFile(at('old'), 'new', true),
    () => files.readAtMost(at('old'), 10),
    () => files.storeFile(at('old'), 'new'),
    () => files.readStored(at('old')),
  ].map((use) => {
    held.attempts = 1000;
    try {
      return use();
    } catch (error) {
      return (error as { code: string }).code;
    } finally {
      held.attempts = 0;
    }
  });
  expect(codes).toEqual(['file-in-use', 'file-in-use', 'keep-failed', 'stored-unreadable']);
  expect([readdirSync(folder), readFileSync(at('old'), 'utf8')]).toEqual([['old'], 'old']);
});
