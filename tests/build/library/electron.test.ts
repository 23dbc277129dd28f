import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { sessionKeyHeader } from '../../../src/machine/sessionKey.ts';
import { writeProfile } from '../../cli/machine/vendor.ts';
import { tool } from '../../cli/tool.ts';
import { applicationWithLibrary, succeed } from './installed.ts';

/** The Electron example with the packed library. The command line tool is in place of the packed executable. */
async function desktopProduct() {
  const { folder } = applicationWithLibrary();
  cpSync(resolve('examples/electron'), folder, { recursive: true });
  const profile = await writeProfile(folder, { licenseFile: { linux: join(folder, 'orrery.lic') } });
  return { folder, profile };
}

test('the license module of the Electron example runs the wizard and reads the license', async () => {
  const { folder, profile } = await desktopProduct();
  writeFileSync(
    join(folder, 'program.js'),
    `import { readFileSync } from 'node:fs';
    import { openLicense } from './license.js';
    process.env.HOME = ${JSON.stringify(folder)};
    const wizard = [process.execPath, ${JSON.stringify(tool)}];
    const profile = JSON.parse(readFileSync(${JSON.stringify(profile)}, 'utf8'));
    const license = await openLicense({ profile, wizard, language: 'de' });
    const before = license.read();
    // The page is opened and closed again at once.
    const open = async (url) => {
      const admitted = await fetch(url, { redirect: 'manual' });
      const cookie = admitted.headers.get('set-cookie').split(';')[0];
      const { hash, origin } = new URL(admitted.headers.get('location'), url);
      const key = { ${JSON.stringify(sessionKeyHeader)}: hash.slice('#session='.length) };
      const headers = { cookie, origin, 'sec-fetch-site': 'same-origin', ...key };
      await fetch(origin + '/machine/leave', { method: 'POST', headers });
    };
    const after = await license.activate((url) => void open(url));
    process.stdout.write(JSON.stringify([before, after]));`,
  );
  const [before, after] = JSON.parse(succeed(process.execPath, ['program.js'], folder));
  expect(before).toMatchObject({ state: 'refused', features: [], type: null });
  expect(before.message).toBe('Auf diesem Computer ist noch keine Lizenz. Fordern Sie eine an.');
  expect(after).toEqual(before);
});

/** @returns path of the Electron that is installed for this purpose; null if there is none */
function electron(): string | null {
  const { KEYFERRY_ELECTRON: chosen } = process.env;
  if (chosen) return chosen;
  try {
    const path: unknown = createRequire(import.meta.url)('electron');
    return typeof path === 'string' && existsSync(path) ? path : null;
  } catch {
    return null;
  }
}

const installed = electron();

test.skipIf(installed === null)(
  'a window of Electron shows why the product cannot start (needs Electron: KEYFERRY_ELECTRON names its program)',
  async () => {
    const { folder, profile } = await desktopProduct();
    const args = ['-a', `${installed}`, '--no-sandbox', folder, '--print'];
    const { stdout } = spawnSync('xvfb-run', args, {
      encoding: 'utf8',
      env: { ...process.env, HOME: folder, ORRERY_PROFILE: profile },
    });
    expect(stdout).toContain('There is no license on this computer yet.');
  },
);
