import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Lifetime, untilTestEnds } from './lifetime.ts';

/** @returns a new empty folder that disappears with the test */
export function temporaryFolder(purpose: string, lifetime: Lifetime = untilTestEnds): string {
  const folder = mkdtempSync(join(tmpdir(), `keyferry-${purpose}-`));
  lifetime(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}
