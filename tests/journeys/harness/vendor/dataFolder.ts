import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Data folder of a demonstration vendor without sales. */
    readonly vendorFolder: string;
  }
}

/** Creates the data folder that each service starts with a copy of: creating one takes seconds. */
export default async function makeVendor(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'keyferry-vendor-'));
  const vendorFolder = join(folder, 'data');
  const service = spawn(process.execPath, ['dist/server/demo.js'], {
    env: { ...process.env, KEYFERRY_DATA: vendorFolder, KEYFERRY_PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(service, 'exit');
  let printed = '';
  for await (const chunk of service.stdout) {
    printed += chunk;
    if (printed.includes('To stop')) service.kill('SIGTERM');
  }
  const [exitCode] = await ended;
  if (exitCode !== 0) throw new Error(`the vendor could not be made: ${exitCode}\n${printed}`);
  project.provide('vendorFolder', vendorFolder);
  return () => rmSync(folder, { recursive: true, force: true });
}
