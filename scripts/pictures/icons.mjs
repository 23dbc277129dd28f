import { readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { findBrowser } from '../browsers.mjs';

/**
 * Renders the icon's PNG forms from `public/icons/icon.svg`. The results are committed; run this after you change the
 * drawing. Keep everything important inside the central circle of 80 %, from which Android cuts its masks.
 */
const svg = readFileSync('public/icons/icon.svg', 'utf8');
const fullBleed = svg.replace(/ rx="\d+"/, '');
const pictures = [
  { file: 'icon-192.png', size: 192, drawing: svg },
  { file: 'icon-512.png', size: 512, drawing: svg },
  { file: 'icon-maskable-512.png', size: 512, drawing: fullBleed },
  { file: 'apple-touch-icon.png', size: 180, drawing: fullBleed },
];

const executablePath = findBrowser('chromium');
if (executablePath === null) throw new Error('Chromium is needed to render the icons');
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
for (const { file, size, drawing } of pictures) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(`<style>body{margin:0}svg{display:block;width:100vw;height:100vh}</style>${drawing}`);
  await page.screenshot({ path: `public/icons/${file}`, omitBackground: true });
  await page.close();
  console.log(`public/icons/${file}`);
}
await browser.close();
