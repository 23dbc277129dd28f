import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Names of the installed programs, best first. */
const names = {
  chromium: ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'],
  firefox: ['firefox-esr', 'firefox'],
};

/** Paths outside PATH. */
const places = {
  chromium: ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'],
  firefox: ['/Applications/Firefox.app/Contents/MacOS/firefox'],
};

/**
 * @param {'chromium' | 'firefox'} engine
 * @returns {string | null} path of an installed browser; `KEYFERRY_CHROMIUM` and `KEYFERRY_FIREFOX` override it
 */
export function findBrowser(engine) {
  const { PATH = '' } = process.env;
  const chosen = process.env[`KEYFERRY_${engine.toUpperCase()}`];
  const folders = PATH.split(delimiter);
  const inPath = names[engine].flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...(chosen ? [chosen] : []), ...inPath, ...places[engine]].find(isExecutable) ?? null;
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Folders of programs that packages do not put into PATH. */
const webKitFolders = ['x86_64-linux-gnu', 'aarch64-linux-gnu'].flatMap((system) =>
  ['webkit2gtk-4.1', 'webkit2gtk-4.0'].map((version) => join('/usr/lib', system, version)),
);

/** @returns {{ driver: string | null, browser: string | null, screen: string | null }} paths of what drives WebKitGTK */
export function findWebKit() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const inPath = (/** @type {string} */ name) => folders.map((folder) => join(folder, name)).find(isExecutable) ?? null;
  return {
    driver: inPath('WebKitWebDriver'),
    browser: webKitFolders.map((folder) => join(folder, 'MiniBrowser')).find(isExecutable) ?? null,
    screen: inPath('Xvfb'),
  };
}
