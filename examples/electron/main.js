import { readFileSync } from 'node:fs';
import { app, BrowserWindow, ipcMain } from 'electron';
import { openLicense } from './license.js';

const beside = (name) => new URL(name, import.meta.url);

/** Shows the wizard in a window of its own. Closing it ends the wizard. */
function openWizard(url) {
  const window = new BrowserWindow({ width: 1100, height: 800 });
  window.setMenuBarVisibility(false);
  void window.loadURL(url);
}

async function openStudio() {
  const window = new BrowserWindow({
    width: 900,
    height: 600,
    webPreferences: { preload: beside('preload.cjs').pathname, sandbox: true, contextIsolation: true },
  });
  await window.loadFile(beside('index.html').pathname);
  return window;
}

await app.whenReady();
const profile = JSON.parse(readFileSync(process.env.ORRERY_PROFILE ?? beside('vendor.json'), 'utf8'));
const wizard = process.env.ORRERY_WIZARD ?? beside('orrery-license').pathname;
const license = await openLicense({ profile, wizard, language: app.getLocale() });
ipcMain.handle('license:read', () => license.read());
ipcMain.handle('license:activate', () => license.activate(openWizard));

const studio = await openStudio();
app.on('window-all-closed', () => app.quit());

// For tests: what the window shows.
if (process.argv.includes('--print')) {
  const text = await studio.webContents.executeJavaScript('globalThis.shown.then(() => document.body.innerText)');
  process.stdout.write(`${JSON.stringify(text)}\n`);
  app.quit();
}
