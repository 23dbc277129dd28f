#!/usr/bin/env node
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isBuilt } from './build.mjs';
import { isInstalled } from './install.mjs';

const project = join(dirname(fileURLToPath(import.meta.url)), '..');
const { npm_lifecycle_event: npmScript, INIT_CWD: calledFrom } = process.env;
// npm runs its scripts in the project's folder; the paths in the arguments begin where the person is.
const here = npmScript === 'keyferry' && calledFrom ? calledFrom : process.cwd();

process.chdir(project);
// A package holds what was built, and nothing to build it from.
const isCheckout = existsSync('src');
if (isCheckout && (!isInstalled() || !isBuilt())) prepare();
process.chdir(here);
await import(pathToFileURL(join(project, 'dist/cli/keyferry.js')).href);

/** In a process of its own, all of whose output is standard error here: what comes out of ours may be piped on. */
function prepare() {
  const { status } = spawnSync(process.execPath, [join(project, 'scripts/prepare.mjs')], { stdio: ['ignore', 2, 2] });
  if (status === 0) return;
  process.stderr.write('keyferry could not be built; the lines above say why.\n');
  process.exit(70);
}
