import { afterEach, expect, it, vi } from 'vitest';
import { isPrivateWindow } from '../../src/storage/privateWindow.ts';

const refused = (name: string) => async () => {
  throw new DOMException('Security error when calling GetDirectory', name);
};

afterEach(() => vi.unstubAllGlobals());

it.each([
  ['Firefox, private', 'https:', { getDirectory: refused('SecurityError') }, true],
  ['Safari, private', 'https:', { getDirectory: refused('UnknownError') }, true],
  ['a full disk', 'https:', { getDirectory: refused('QuotaExceededError') }, false],
  ['a normal window', 'https:', { getDirectory: async () => ({}) }, false],
  ['a page from a file', 'file:', { getDirectory: refused('SecurityError') }, false],
  ['an older browser', 'https:', {}, false],
  ['plain http', 'http:', undefined, false],
] as const)('%s', async (_name, protocol, storage, answer) => {
  vi.stubGlobal('location', { protocol });
  vi.stubGlobal('navigator', { storage });
  expect(await isPrivateWindow()).toBe(answer);
});
