import { type Browser, type BrowserContextOptions, chromium, devices, type Page } from 'playwright-core';
import { findBrowser } from '../../scripts/browsers.mjs';

/** How slow a visitor's device and network are. */
export interface Slowness {
  /** Factor of processor time. */
  readonly processor: number;
  /** Slow 4G as Lighthouse has it: 150 ms for a round trip, 1.6 Mbit/s. */
  readonly slow4G: boolean;
}

/** Milliseconds from the navigation; NaN for what did not happen. */
export interface Marks {
  readonly firstPaint: number;
  readonly largestPaint: number;
  /** When the awaited element was there, by its selector. */
  readonly seen: Readonly<Record<string, number>>;
  /** Durations of the tasks above 50 ms since the last time. */
  readonly longTasks: readonly number[];
}

const { defaultBrowserType: _, ...pixel } = devices['Pixel 7'] ?? {};
export const phone: BrowserContextOptions = { ...pixel, deviceScaleFactor: 1 };
export const computer: BrowserContextOptions = { viewport: { width: 1280, height: 800 }, offline: true };

export async function openChromium(): Promise<Browser> {
  const executablePath = findBrowser('chromium');
  if (executablePath === null) throw new Error('This needs Chromium; "npm test" installs it or says how.');
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
}

/**
 * Opens a page with an empty cache.
 *
 * @param awaited selectors of elements of which the page notes when they are there
 */
export async function visit(
  browser: Browser,
  url: string,
  { processor, slow4G }: Slowness,
  context: BrowserContextOptions,
  awaited: readonly string[],
): Promise<Page> {
  const profile = await browser.newContext({ acceptDownloads: true, ...context });
  await profile.addInitScript(observe, awaited);
  const page = await profile.newPage();
  const devtools = await profile.newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: processor });
  if (slow4G) {
    await devtools.send('Network.enable');
    const [download, upload] = [1.6e6 / 8, 0.75e6 / 8];
    const speed = { latency: 150, downloadThroughput: download, uploadThroughput: upload };
    await devtools.send('Network.emulateNetworkConditions', { offline: false, ...speed });
  }
  await page.goto(url);
  return page;
}

/** Once the page is quiet: a long task is reported after it. */
export async function marksOf(page: Page): Promise<Marks> {
  await page.waitForTimeout(500);
  return page.evaluate(() => {
    const { observed } = globalThis as unknown as { readonly observed: Observed };
    const longTasks = observed.longTasks.splice(0);
    return { ...observed, longTasks };
  });
}

interface Observed {
  firstPaint: number;
  largestPaint: number;
  readonly seen: Record<string, number>;
  readonly longTasks: number[];
}

/** Runs in the page before its own scripts. */
function observe(awaited: readonly string[]): void {
  const observed: Observed = { firstPaint: Number.NaN, largestPaint: Number.NaN, seen: {}, longTasks: [] };
  Object.assign(globalThis, { observed });
  const on = (type: string, take: (entry: PerformanceEntry) => void) =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
  on('longtask', ({ duration }) => observed.longTasks.push(duration));
  on('largest-contentful-paint', ({ startTime }) => {
    observed.largestPaint = startTime;
  });
  on('paint', ({ name, startTime }) => {
    if (name === 'first-contentful-paint') observed.firstPaint = startTime;
  });
  const look = () => {
    for (const selector of awaited) {
      if (!(selector in observed.seen) && document.querySelector(selector)?.getClientRects().length)
        observed.seen[selector] = performance.now();
    }
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true, attributes: true });
}
