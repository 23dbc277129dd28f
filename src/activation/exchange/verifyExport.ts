import { sameBytes } from '../../crypto/bytes.ts';
import { exactDocumentsIn } from '../../documents/heal/exactDocuments.ts';
import type { UnverifiedLicense } from '../../documents/license.ts';
import { machineId } from '../../documents/machineId.ts';
import { readRequest } from '../../documents/request.ts';
import { readReturnReceipt } from '../../documents/returnReceipt.ts';
import { Refusal } from '../../refusal.ts';
import type { LicenseReader } from '../courier/licenseReader.ts';
import { aboutReceipt } from '../courier/takeReceipt.ts';
import type { Engine } from '../engine.ts';
import type { UnusedItem } from '../intake/arrivals.ts';
import { refusalOf } from '../keptRefusal.ts';
import { takeKeysets } from '../keys/bundle.ts';
import type { CarriedReceipt, CarriedRequest } from '../records.ts';
import type { Exported, ExportedReceipt, ExportedRequest } from './exportFile.ts';
import type { VerifiedExport } from './verifiedExport.ts';

/** Verifies every document of an export; a bad record costs the others nothing. */
export async function verifyExport(
  engine: Engine,
  licenses: LicenseReader,
  { requests, receipts }: Exported,
): Promise<VerifiedExport> {
  const unused: UnusedItem[] = [];
  await takeKeysets(
    engine,
    requests.flatMap(({ license }) => (license ? exactDocumentsIn(license) : [])),
  );

  function verified<From, To>(all: readonly From[], verify: (one: From) => To, nameOf: (one: From) => string): To[] {
    return all.flatMap((one) => {
      try {
        return verify(one);
      } catch (error) {
        unused.push({ name: nameOf(one), refusal: refusalOf(error) });
        return [];
      }
    });
  }

  return {
    requests: verified(
      requests,
      (one) => verifyRequest(engine, licenses, one),
      ({ name }) => name,
    ),
    receipts: verified(
      receipts,
      (one) => verifyReceipt(engine, one),
      () => '',
    ),
    unused,
  };
}

function verifyRequest({ vendor }: Engine, licenses: LicenseReader, exported: ExportedRequest): CarriedRequest {
  const { request, license } = exported;
  const asked = request.length > 0 ? readRequest(request) : null;
  const product = asked?.product ?? productIn(engineProducts(vendor), license, licenses);
  vendor.served(product);
  const granted = license && licenses.authenticate(license, product);
  if (asked && granted && !answers(granted, asked)) throw new Refusal('request-other');
  const document = asked ?? granted;
  // The stage is only a word: without the license, the order must be sent again.
  if (!document || (exported.stage === 'licensed') !== (license !== null)) throw new Refusal('export-damaged');
  return { ...exported, requestId: document.requestId, product, machine: machineId(document.installationKey) };
}

function answers(license: UnverifiedLicense, request: ReturnType<typeof readRequest>): boolean {
  return license.requestId === request.requestId && sameBytes(license.installationKey, request.installationKey);
}

function engineProducts({ products }: Engine['vendor']): readonly string[] {
  return products.map(({ profile }) => profile.product.id);
}

/** A license that was fetched by its serial number has no request. @throws Refusal why no product of the page issued it */
function productIn(products: readonly string[], license: Uint8Array | null, licenses: LicenseReader): string {
  if (!license) throw new Refusal('export-damaged');
  const found = products.find((product) => licenses.readFile(license, product) !== null);
  if (found !== undefined) return found;
  return licenses.authenticate(license, products[0] ?? '').product;
}

function verifyReceipt({ vendor }: Engine, { file, ...kept }: ExportedReceipt): CarriedReceipt {
  const about = aboutReceipt(readReturnReceipt(file));
  vendor.served(about.product);
  return { ...kept, ...about, file };
}
