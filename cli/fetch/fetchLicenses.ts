import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileLimits } from '../../src/documents/fileLimits.ts';
import { exactDocumentsIn } from '../../src/documents/heal/exactDocuments.ts';
import { machineId } from '../../src/documents/machineId.ts';
import type { LicenseRequest } from '../../src/documents/request.ts';
import { Refusal, type RefusalCode } from '../../src/refusal.ts';
import type { VendorProfile } from '../../src/vendor/profile.ts';
import { deliveryOf, newestKeyset } from '../../src/verify/delivery.ts';
import { pinnedKeys } from '../../src/verify/keyset.ts';
import { authenticateLicense } from '../../src/verify/license.ts';
import { CommandError } from '../errors.ts';
import { explained } from '../files.ts';
import { licenseNames, writeLicenseFile } from '../issue/licenseFiles.ts';
import { lineFor, type Ordered, type OrderLine } from '../issue/orders.ts';
import type { FoundDocument } from '../vendor/foundDocuments.ts';
import { orderLicense } from './orderLicense.ts';

/** What to fetch. */
export interface FetchJob {
  readonly found: readonly FoundDocument<LicenseRequest>[];
  readonly lines: readonly OrderLine[];
  /** What is ordered where the table says nothing. */
  readonly ordered: Ordered;
  /** Folder of the licenses. */
  readonly output: string;
  readonly vendor: VendorProfile;
}

/** What became of a request. */
export interface FetchResult {
  readonly place: string;
  /** Computer ID; empty where the request could not be read. */
  readonly machine: string;
  readonly licenseType: string;
  readonly outcome: 'fetched' | 'there-already' | 'refused';
  readonly file?: string;
  readonly refusal?: Refusal | CommandError;
}

/** Refusals that pass, and how often to try again. */
const passing: readonly RefusalCode[] = ['service-unreachable', 'service-busy', 'service-fault', 'too-many-attempts'];
const attempts = 4;
/** Seconds between attempts where the service names none, and the longest wait. */
const pause = 2;
const longestPause = 120;

/** Fetches one license after another, in the order of the requests. */
export async function fetchLicenses(job: FetchJob, stdout: NodeJS.WritableStream): Promise<readonly FetchResult[]> {
  const there = licensesIn(job);
  const results: FetchResult[] = [];
  for (const found of job.found) results.push(await fetchOne(found, job, there, stdout));
  return results;
}

async function fetchOne(
  found: FoundDocument<LicenseRequest>,
  job: FetchJob,
  there: ReadonlyMap<string, string>,
  stdout: NodeJS.WritableStream,
): Promise<FetchResult> {
  const { place } = found;
  if ('refusal' in found) return { place, machine: '', licenseType: '', outcome: 'refused', refusal: found.refusal };
  const { requestId, installationKey, product } = found.content;
  const {
    line: _,
    request: __,
    ...order
  } = {
    ...job.ordered,
    ...lineFor(job.lines, place, found.content),
  } as Ordered & Partial<OrderLine>;
  const known = { place, machine: machineId(installationKey), licenseType: order.licenseType ?? '' };
  const before = there.get(requestId);
  if (before !== undefined) return { ...known, outcome: 'there-already', file: before };
  try {
    if (product !== job.vendor.product.id) {
      throw new Refusal('product-other', { expected: job.vendor.product.id, found: product });
    }
    if (order.licenseType === undefined) throw new CommandError('order-missing', {});
    const body = { ...order, licenseType: order.licenseType, request: new TextDecoder().decode(found.file) };
    const answer = await patiently(() => orderLicense(job.vendor.serviceUrl, body));
    if (requestIn(answer, job.vendor) !== requestId) throw new Refusal('request-other');
    const isAlone = job.found.filter((each) => each.place === place).length === 1;
    const names = licenseNames(isAlone ? place : null, known.machine, job.vendor.fileEndings.license);
    return { ...known, outcome: 'fetched', file: await writeLicenseFile(job.output, names, answer, stdout) };
  } catch (error) {
    if (error instanceof Refusal || error instanceof CommandError)
      return { ...known, outcome: 'refused', refusal: error };
    throw error;
  }
}

async function patiently(call: () => Promise<Uint8Array>): Promise<Uint8Array> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof Refusal) || !passing.includes(error.code) || attempt >= attempts) throw error;
      const { retryAfter } = error.details;
      await wait(1000 * Math.min(longestPause, typeof retryAfter === 'number' ? retryAfter : pause * 2 ** attempt));
    }
  }
}

/**
 * @returns id of the request that an answer is for
 * @throws Refusal every code of `authenticateLicense`; `keyset-missing`
 */
function requestIn(answer: Uint8Array, { product, rootKeys, keyset }: VendorProfile): string {
  const { keysets, licenses } = deliveryOf(exactDocumentsIn(answer));
  const own = new TextEncoder().encode(keyset);
  const context = { rootKeys: pinnedKeys(rootKeys), product: product.id };
  const trusted = newestKeyset([own, ...keysets], context).keyset;
  const [license] = licenses.flatMap(({ candidates }) => candidates);
  return authenticateLicense(license ?? answer, { keyset: trusted, product: product.id }).requestId;
}

/** Finds the licenses that an earlier run has written: by the request that each answers, its path. */
function licensesIn({ output, vendor }: FetchJob): ReadonlyMap<string, string> {
  const ending = vendor.fileEndings.license;
  const names = explained(output, 'file-unreadable', () => readdirSync(output)).filter((name) => name.endsWith(ending));
  return new Map(
    names.flatMap((name) => {
      const path = join(output, name);
      const bytes = explained(path, 'file-unreadable', () => readFileSync(path));
      if (bytes.length > fileLimits.opened) return [];
      try {
        return [[requestIn(bytes, vendor), path] as const];
      } catch (error) {
        // Another file, or a license that is revoked: it is fetched again.
        if (error instanceof Refusal) return [];
        throw error;
      }
    }),
  );
}
