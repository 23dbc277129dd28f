import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { win32 } from 'node:path';
import type { System } from '../context/system.ts';

/**
 * @returns the system's program that opens an address in the default browser, by its absolute path, and its arguments; null
 *   without a screen
 */
export function browserCommand(
  { platform, environment }: Pick<System, 'platform' | 'environment'>,
  address: string,
): readonly [path: string, ...args: string[]] | null {
  switch (platform) {
    case 'win32': {
      const path = win32.join(environment.SystemRoot ?? 'C:\\Windows', 'System32', 'rundll32.exe');
      return [path, 'url.dll,FileProtocolHandler', address];
    }
    case 'darwin':
      return ['/usr/bin/open', address];
    default:
      return environment.DISPLAY || environment.WAYLAND_DISPLAY ? ['/usr/bin/xdg-open', address] : null;
  }
}

/**
 * Tries to open the browser; whether it opens cannot be detected. Does nothing as root: browsers refuse to run as root.
 *
 * @returns whether it was tried
 */
export function openBrowser(system: Pick<System, 'platform' | 'environment'>, address: string): boolean {
  const [path, ...args] = browserCommand(system, address) ?? [];
  if (path === undefined || !existsSync(path) || process.getuid?.() === 0) return false;
  const child = spawn(path, args, { shell: false, detached: true, stdio: 'ignore', windowsHide: true });
  child.on('error', () => {});
  child.unref();
  return true;
}
