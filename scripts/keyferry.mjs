#!/usr/bin/env node
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const project = join(dirname(fileURLToPath(import.meta.url)), '..');
const { npm_lifecycle_event: npmScript, INIT_CWD: calledFrom } = process.env;
// npm runs its scripts in the project's folder; paths in the arguments are relative to the folder of the caller.
const here = npmScript === 'keyferry' && calledFrom ? calledFrom : process.cwd();

process.chdir(project);
// A package contains the built files and no sources.
if (existsSync('src') && !(await isReady())) prepare();
process.chdir(here);
await import(pathToFileURL(join(project, 'dist/cli/keyferry.js')).href);

async function isReady() {
  const [{ isBuilt }, { isInstalled }] = await Promise.all([import('./build.mjs'), import('./install.mjs')]);
  return isInstalled() && isBuilt();
}

/** Runs in a process whose output goes to standard error: standard output belongs to the command and may be piped. */
function prepare() {
  const { status } = spawnSync(process.execPath, [join(project, 'scripts/prepare.mjs')], { stdio: ['ignore', 2, 2] });
  if (status === 0) return;
  process.stderr.write('keyferry could not be built; see the messages above.\n');
  process.exit(70);
}
