import type { HealedDocument } from '../../documents/heal/damage.ts';
import { readHealed } from '../../documents/heal/exactDocuments.ts';
import { toInstant } from '../../documents/instant.ts';
import { machineId } from '../../documents/machineId.ts';
import { readRequest } from '../../documents/request.ts';
import type { MachineNames } from '../../transfer/names.ts';
import type { Engine } from '../engine.ts';
import type { TakenDocument } from '../intake/arrivals.ts';
import type { CarriedRequest } from '../records.ts';
import { screenOf } from '../screens.ts';
import type { Renewals } from './renewals.ts';
import { nameOf } from './requestState.ts';

/**
 * Takes a machine's request in. A known request continues at its stage.
 *
 * @param names what people call the machines; a name that this device knows stays
 * @throws Refusal every code of `readHealed` and `readRequest`; `product-other`
 */
export async function takeRequest(
  engine: Engine,
  renewals: Renewals,
  document: HealedDocument,
  names: MachineNames,
): Promise<TakenDocument> {
  const { ports, vendor, keepCarriedRequest } = engine;
  const { file, content } = readHealed(document, readRequest);
  const { requestId, product, installationKey } = content;
  vendor.served(product);
  const machine = machineId(installationKey);
  const name = nameOf(machine, engine.state.value.carriedRequests) || (names.get(machine) ?? '');
  const fresh: CarriedRequest = {
    requestId,
    product,
    machine,
    name,
    request: file,
    receivedAt: toInstant(ports.now()),
    draft: renewals.draftFor(content),
    stage: 'open',
    license: null,
    refusal: null,
    deliveredAt: null,
    returnedAt: null,
  };
  let isNew = true;
  await keepCarriedRequest(requestId, (current) => {
    isNew = current === null;
    return current ? { ...current, name: current.name || name } : fresh;
  });
  const taken = engine.state.value.carriedRequests.find((one) => one.requestId === requestId);
  return { type: 'request', id: requestId, isNew, screen: screenOf(taken ?? fresh) };
}
