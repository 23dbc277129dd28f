import { findBrowser } from '../../../../scripts/browsers.mjs';

/** @returns path of an installed browser */
export function installed(engine: 'chromium' | 'firefox'): string {
  const path = findBrowser(engine);
  if (path === null) throw new Error(`No ${engine} found; "npm test" installs it or prints how.`);
  return path;
}
