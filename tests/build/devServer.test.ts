import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { profileIn } from '../../src/vendor/pack.ts';
import { emptyFolder } from '../cli/tool.ts';

/** Starts `npm run dev` in a new data folder. @returns its output once everything runs */
async function startDevServer(dataFolder: string): Promise<string> {
  // Without the variables of Vitest, which affect Vite.
  const { PATH, HOME, NODE_OPTIONS } = process.env;
  const child = spawn(process.execPath, ['scripts/dev.mjs'], {
    env: { PATH, HOME, NODE_OPTIONS, KEYFERRY_DATA: dataFolder, KEYFERRY_DEV_PORT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit');
  onTestFinished(async () => {
    child.kill('SIGTERM');
    await ended;
  });
  let printed = '';
  return new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        printed += chunk;
        if (printed.includes('Ctrl-C')) resolve(printed);
      });
    }
    child.once('exit', (code) => reject(new Error(`the development server ended with ${code}:\n${printed}`)));
  });
}

// Ten seconds, and nothing that is shipped: only the nightly run takes them.
test.runIf(process.env.LONG !== undefined)(
  'npm run dev serves both pages from the sources, with the demo vendor and the API at the same address',
  async () => {
    const dataFolder = emptyFolder();
    const printed = await startDevServer(dataFolder);
    const address = /Wizard +(http:\S+)/.exec(printed)?.[1] ?? '';
    expect(printed).toContain(`Admin page  ${address}admin`);
    expect(printed).toContain('admin-token.txt');
    expect(existsSync(join(dataFolder, 'admin-token.txt'))).toBe(true);

    for (const [path, entry] of [
      ['', './src/main.tsx'],
      ['admin', './src/admin/main.tsx'],
    ] as const) {
      const page = await (await fetch(address + path)).text();
      expect(page).toContain(`src="${entry}"`);
      expect(page).toContain('/@vite/client');
      expect(JSON.parse(profileIn(page) ?? '{}')).toMatchObject({ product: { id: 'orrery' } });
      const script = await fetch(new URL(entry, address));
      expect([script.status, script.headers.get('content-type')]).toEqual([200, expect.stringContaining('javascript')]);
    }
    const catalog = await (await fetch(`${address}api/v1/catalog`)).json();
    expect(catalog).toMatchObject({ product: { id: 'orrery' } });
  },
);
