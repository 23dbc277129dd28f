import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { openStore } from '../../../server/store/store.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Path of a SQLite store without rows, which tests get copies of. */
    sqliteTemplate: string;
  }
}

/** Creates the store once: its migrations take longer than most tests. */
export default async function setup({ provide }: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'keyferry-template-'));
  const file = join(folder, 'store.sqlite');
  const store = await openStore(file);
  await store.destroy();
  provide('sqliteTemplate', file);
  return () => rmSync(folder, { recursive: true, force: true });
}
