import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { outlastLock, replaceLocked } from '../../files/lockedFile.ts';

const failing = (code: string) => Object.assign(new Error('the system said so'), { code });

/** A file that another program holds for some attempts, and a clock that only counts. */
function held(code: string, attempts: number, platform: NodeJS.Platform) {
  const counted = { uses: 0, paused: 0 };
  const use = () => {
    counted.uses += 1;
    if (counted.uses <= attempts) throw failing(code);
    return 'done';
  };
  const pause = (duration: number) => {
    counted.paused += duration;
  };
  const wait = { platform, pause };
  return { counted, use, wait };
}

describe('a file that another program has open', () => {
  test.each([
    ['EBUSY', 'linux'],
    ['ETXTBSY', 'linux'],
    ['EBUSY', 'win32'],
    ['EPERM', 'win32'],
    ['EACCES', 'win32'],
  ] as const)('is waited for, if the system says %s on %s', (code, platform) => {
    const { counted, use, wait } = held(code, 3, platform);
    expect(outlastLock(use, wait)).toBe('done');
    expect(counted.uses).toBe(4);
  });

  test('is waited for no longer than some seconds', () => {
    const { counted, use, wait } = held('EBUSY', Number.POSITIVE_INFINITY, 'win32');
    expect(() => outlastLock(use, wait)).toThrow(expect.objectContaining({ code: 'EBUSY' }));
    expect(counted.paused).toBeLessThan(5000);
    expect(counted.uses).toBeLessThan(20);
  });

  test.each([
    ['EPERM', 'linux'],
    ['EACCES', 'linux'],
    ['ENOENT', 'win32'],
    ['ENOSPC', 'win32'],
  ] as const)('is not meant by %s on %s', (code, platform) => {
    const { counted, use, wait } = held(code, 1, platform);
    expect(() => outlastLock(use, wait)).toThrow(expect.objectContaining({ code }));
    expect(counted).toEqual({ uses: 1, paused: 0 });
  });
});

test('what cannot be replaced is in use under Windows, unless it is a folder, read-only or full', () => {
  const folder = mkdtempSync(join(tmpdir(), 'keyferry-locked-'));
  try {
    const at = (name: string) => join(folder, name);
    writeFileSync(at('held'), '');
    writeFileSync(at('read-only'), '', { mode: 0o400 });
    mkdirSync(at('folder'));
    const codeOf = (name: string, code: string, platform: NodeJS.Platform = 'win32') => {
      try {
        const { use, wait } = held(code, Number.POSITIVE_INFINITY, platform);
        replaceLocked(at(name), use, wait);
      } catch (error) {
        return (error as NodeJS.ErrnoException).code;
      }
      return 'replaced';
    };
    expect(['EPERM', 'EACCES', 'EBUSY'].map((code) => codeOf('held', code))).toEqual(['EBUSY', 'EBUSY', 'EBUSY']);
    expect(codeOf('new', 'EPERM')).toBe('EBUSY');
    expect([codeOf('read-only', 'EPERM'), codeOf('folder', 'EPERM')]).toEqual(['EPERM', 'EPERM']);
    expect([codeOf('held', 'ENOSPC'), codeOf('held', 'EPERM', 'linux')]).toEqual(['ENOSPC', 'EPERM']);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
