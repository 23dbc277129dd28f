import { spawnSync } from 'node:child_process';
import { findBrowser } from '../../../scripts/browsers.mjs';

/** @returns path of an installed browser */
export function installed(engine: 'chromium' | 'firefox'): string {
  const path = findBrowser(engine);
  if (path === null) throw new Error(`No ${engine} found; "npm test" installs it or says how.`);
  return path;
}

/**
 * Chromium paints by itself, and prepares no suggestions for an address bar that nobody sees: that takes half of the time
 * of its start. Of lists of features to disable the last one counts, so Playwright's own is in it.
 */
export const chromiumFlags: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  `--disable-features=${[
    ...['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'AimEnabled', 'PreconnectToSearch', 'OptimizationHints'],
    ...['HttpsUpgrades', 'HttpsFirstBalancedModeAutoEnable', 'ThirdPartyStoragePartitioning', 'PaintHolding'],
    ...['AvoidUnnecessaryBeforeUnloadCheckSync', 'AvoidCorsURLLoaderRestartOnRedirect', 'DestroyProfileOnBrowserClose'],
    ...['LensOverlay', 'MediaRouter', 'NetworkTimeServiceQuerying'],
  ].join(',')}`,
];

/**
 * The command that runs a program in a network namespace of its own, where there is nothing but a loopback that is
 * down. Without the rights of root a user namespace around it may do.
 *
 * @returns program and arguments, to be followed by those of the program
 */
export function isolation(): readonly string[] {
  const commands = [
    ['unshare', '-n'],
    ['unshare', '-rn'],
  ];
  const works = ([program = '', ...args]: string[]) => spawnSync(program, [...args, 'true']).status === 0;
  const command = commands.find(works);
  if (command === undefined)
    throw new Error('Air-gapped machines need "unshare -n" or "unshare -rn", which fail here.');
  return command;
}

/** Whether this account can cut a browser off; a journey that needs it is skipped, visibly, where it cannot. */
export const canIsolate = (() => {
  try {
    return isolation().length > 0;
  } catch {
    return false;
  }
})();
