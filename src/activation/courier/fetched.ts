import { exactDocumentsIn } from '../../documents/heal/exactDocuments.ts';
import { toInstant } from '../../documents/instant.ts';
import { machineId } from '../../documents/machineId.ts';
import type { Engine } from '../engine.ts';
import { takeKeysets } from '../keys/bundle.ts';
import { emptyDraft } from '../records.ts';
import type { LicenseReader } from './licenseReader.ts';
import { nameOf } from './requestState.ts';

/**
 * Takes in a license that was fetched by its serial number: from now on it is carried like one that was ordered here.
 *
 * @param product id of the product that it must be for
 * @param answer exact bytes of the license and the keyset behind it
 * @throws Refusal every code of `authenticateLicense`
 */
export async function takeLicense(
  engine: Engine,
  licenses: LicenseReader,
  product: string,
  answer: Uint8Array,
): Promise<void> {
  await takeKeysets(engine, exactDocumentsIn(answer));
  const { requestId, licenseType, installationKey } = licenses.authenticate(answer, product);
  const machine = machineId(installationKey);
  await engine.keepCarriedRequest(requestId, (current) => ({
    requestId,
    product,
    machine,
    name: current?.name ?? nameOf(machine, engine.state.value.carriedRequests),
    request: current?.request ?? new Uint8Array(),
    receivedAt: current?.receivedAt ?? toInstant(engine.ports.now()),
    draft: { ...emptyDraft, licenseType },
    stage: 'licensed',
    license: answer,
    refusal: null,
    // It was fetched because the machine needs it again.
    deliveredAt: null,
    returnedAt: null,
  }));
  engine.show({ at: 'license', requestId });
}
