import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { encodeBase64Url } from '../../src/crypto/base64.ts';
import { seedSigner } from '../../src/crypto/ed25519.ts';
import { toInstant } from '../../src/documents/instant.ts';
import { writeRequest } from '../../src/documents/request.ts';
import { inTemporaryFolder } from '../browser/device.ts';
import type { Extent } from '../extent.ts';
import { startDemonstration, startStaticHost } from '../pages/hosts.ts';
import { activate, tryList } from '../pages/journey.ts';
import { computer, marksOf, openChromium, phone, visit } from '../pages/visit.ts';
import { percent, quantile, sayTable, sayTitle, sayWorking } from '../print.ts';

/** The built page of the peer. */
const peer = fileURLToPath(new URL('./excalidraw', import.meta.url));
const slow = { processor: 4, slow4G: true } as const;
const listed = 500;

interface Visit {
  readonly what: string;
  readonly url: string;
  readonly context: BrowserContextOptions;
  /** Of what a visitor can use. */
  readonly usable: string;
}

/** Measures what a visitor waits for, on a slow phone and in a whole journey. */
export async function measurePages(extent: Extent): Promise<void> {
  await inTemporaryFolder(async (folder) => {
    const service = await startDemonstration(join(folder, 'data'));
    const other = await startStaticHost(peer);
    const browser = await openChromium();
    try {
      const file = join(folder, 'keyferry.html');
      writeFileSync(file, new Uint8Array(await (await fetch(`${service.address}/keyferry.html`)).arrayBuffer()));
      const onePage = pathToFileURL(file).href;
      await measureVisits(browser, extent, [
        { what: 'keyferry, phone', url: service.address, context: phone, usable: 'main button' },
        { what: 'keyferry, one-file page', url: onePage, context: computer, usable: 'main button' },
        { what: 'excalidraw', url: other.address, context: phone, usable: '.App-toolbar, .App-toolbar-content' },
      ]);
      await measureJourney(browser, { onePage, service: service.address });
      await measureList(browser, service.address, folder);
    } finally {
      await browser.close();
      await Promise.all([service.stop(), other.stop()]);
    }
  });
}

async function measureVisits(browser: Browser, { quick }: Extent, visits: readonly Visit[]): Promise<void> {
  const rows: string[][] = [['page', 'first paint ms', 'largest paint ms', 'usable ms', 'longest task ms']];
  for (const { what, url, context, usable } of visits) {
    const marks = [];
    for (let round = 0; round < (quick ? 1 : 5); round++) {
      sayWorking(`pages: ${what}`);
      const page = await visit(browser, url, slow, context, [usable]);
      await page.locator(usable).first().waitFor();
      marks.push(await marksOf(page));
      await page.context().close();
    }
    const median = (values: readonly number[]) => quantile(values, 0.5).toFixed(0);
    rows.push([
      what,
      median(marks.map(({ firstPaint }) => firstPaint)),
      median(marks.map(({ largestPaint }) => largestPaint)),
      median(marks.map(({ seen }) => seen[usable] ?? Number.NaN)),
      median(marks.map(({ longTasks }) => Math.max(0, ...longTasks))),
    ]);
  }
  sayTitle('pages: first visit, processor four times as slow, slow 4G');
  sayTable(rows);
}

async function measureJourney(browser: Browser, places: Parameters<typeof activate>[1]): Promise<void> {
  sayWorking('pages: a journey');
  const fast = await activate(browser, places, 1);
  const throttled = await activate(browser, places, slow.processor);
  sayTitle('pages: longest task in a journey, in ms');
  const shown = (task: number | undefined) => (task ? task.toFixed(0) : 'below 50');
  sayTable([
    ['step', 'as it is', 'processor four times as slow'],
    ...fast.map(({ name, longestTask }, at) => [name, shown(longestTask), shown(throttled[at]?.longestTask)]),
  ]);
}

async function measureList(browser: Browser, service: string, folder: string): Promise<void> {
  sayWorking('pages: a long list');
  const { reload, frames, typing, tickingAll } = await tryList(browser, service, await requestsIn(folder));
  const inTime = frames.filter((interval) => interval < 1.5 * (1000 / 60)).length / frames.length;
  sayTitle(`pages: a list of ${listed} license requests`);
  sayTable([
    ['open ms', 'between pictures ms', 'pictures in time', 'typing: longest task ms', 'ticking all: longest task ms'],
    [reload.toFixed(0), quantile(frames, 0.5).toFixed(1), percent(inTime), typing.toFixed(0), tickingAll.toFixed(0)],
  ]);
}

/** @returns paths of license requests of as many machines */
async function requestsIn(folder: string): Promise<readonly string[]> {
  const paths: string[] = [];
  for (let at = 0; at < listed; at++) {
    const signer = seedSigner(new Uint8Array(randomBytes(32)));
    const path = join(folder, `pc-${String(at).padStart(3, '0')}.licreq`);
    const fields = {
      installationKey: signer.publicKey,
      requestId: encodeBase64Url(new Uint8Array(randomBytes(16))),
      ...{ product: 'orrery', productVersion: '5.2', createdAt: toInstant(new Date()), keysetVersion: 1 },
      ...{ bindingStrength: 'weak', bindings: [] },
    } as const;
    writeFileSync(path, await writeRequest(fields, signer));
    paths.push(path);
  }
  return paths;
}
