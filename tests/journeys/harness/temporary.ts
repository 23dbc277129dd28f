import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** @returns a new empty folder that disappears with the test */
export function temporaryFolder(purpose: string): string {
  const folder = mkdtempSync(join(tmpdir(), `keyferry-${purpose}-`));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}
