import type { DocumentType } from '../../documents/documentType.ts';
import type { HealedDocument } from '../../documents/heal/damage.ts';
import { heal } from '../../documents/heal/heal.ts';
import { documentsIn } from '../../documents/incoming.ts';
import { Refusal } from '../../refusal.ts';
import type { Parcel } from '../../transfer/parcel.ts';
import type { CourierActions } from '../courier/courier.ts';
import type { ReceiptActions } from '../courier/receipts.ts';
import type { Engine } from '../engine.ts';
import { takeKeysets } from '../keys/bundle.ts';
import type { MachineActions } from '../machine/machine.ts';
import type { ProductChoice } from '../products/choice.ts';
import type { Role } from '../screens.ts';
import type { FileTransferActions } from '../transfer/fileTransfer.ts';

/** More machines than one trip serves; checking thousands of signatures would freeze the page. */
const mostDocuments = 500;

/** The actions that process what arrives. */
export interface Receivers {
  readonly machine: MachineActions;
  readonly courier: CourierActions;
  readonly receipts: ReceiptActions;
  readonly fileTransfer: FileTransferActions;
  readonly products: ProductChoice;
  /** Sets and stores the device's role. */
  settleRole(role: Role): Promise<void>;
}

export interface DocumentIntake {
  /**
   * Finds the documents in files, whatever happened to them on their way, and uses them.
   *
   * @throws Refusal why the first document is refused, or is of no use in this role; why a file holds no document, unless
   *   a license in another one activates this machine
   */
  acceptFiles(files: readonly Uint8Array[]): Promise<void>;
  /**
   * Takes in parcels of codes: documents, alone or bundled. A file without documents is stored for the person to save.
   *
   * @param files documents that arrived with them
   * @throws Refusal as `acceptFiles`
   */
  acceptParcels(parcels: readonly Parcel[], files?: readonly Uint8Array[]): Promise<void>;
}

export function createDocumentIntake(engine: Engine, receivers: Receivers): DocumentIntake {
  const { ports, state } = engine;
  const { machine, fileTransfer, settleRole } = receivers;

  async function acceptFiles(files: readonly Uint8Array[]): Promise<void> {
    const { found, refusal: unusable } = findDocuments(files);
    const { documents, product, refusal } = await takeKeysets(engine, found);
    if (documents.length === 0) return acceptKeysets(product, refusal ?? unusable);
    const types = documents.map(({ type }) => type);
    const role = ports.tool ? 'machine' : (state.value.role ?? (types.includes('license') ? 'machine' : 'courier'));
    await (role === 'machine' ? acceptOnMachine(receivers, documents) : acceptOnCourier(receivers, documents));
    // Only authentic documents decide what this device is for: a link can claim to be a license.
    if (role !== state.value.role) await settleRole(role);
    if (unusable && role === 'courier') throw unusable;
  }

  /** Only keysets arrived: the license in force must be valid under them, too. */
  async function acceptKeysets(product: string, refusal: Refusal | null): Promise<void> {
    if (refusal) throw refusal;
    engine.show({ at: 'keyset', product });
    await machine.recheck();
  }

  async function acceptParcels(parcels: readonly Parcel[], files: readonly Uint8Array[] = []): Promise<void> {
    const isAnyFile = state.value.screen.at === 'file-transfer';
    const documents = [...files];
    for (const parcel of parcels) {
      const isOther = parcel.kind === 'file' && heal(parcel.bytes).documents.length === 0;
      if (isOther || isAnyFile) await fileTransfer.arrive(parcel);
      else documents.push(parcel.bytes);
    }
    if (documents.length > 0) await acceptFiles(documents);
  }

  return { acceptFiles, acceptParcels };
}

interface FoundDocuments {
  readonly found: readonly HealedDocument[];
  /** Why the first file without a document holds none; null when each holds one. */
  readonly refusal: Refusal | null;
}

/** @throws Refusal `file-too-large` for more documents than one trip has */
function findDocuments(files: readonly Uint8Array[]): FoundDocuments {
  const found: HealedDocument[] = [];
  let refusal: Refusal | null = null;
  for (const file of files) {
    try {
      found.push(...documentsIn(file));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refusal ??= error;
    }
  }
  if (found.length > mostDocuments) throw new Refusal('file-too-large', { documents: found.length });
  return { found, refusal };
}

async function acceptOnMachine({ machine, products }: Receivers, documents: readonly HealedDocument[]): Promise<void> {
  const licenses = documents.filter(({ type }) => type === 'license');
  // The answer to a mail quotes the request that it answers.
  if (licenses.length === 0) throw typeWrong('license', documents);
  await products.follow(licenses);
  await machine.acceptOwn(licenses);
}

async function acceptOnCourier({ courier, receipts }: Receivers, documents: readonly HealedDocument[]): Promise<void> {
  const requests = documents.filter(({ type }) => type === 'request');
  const returns = documents.filter(({ type }) => type === 'return');
  if (requests.length + returns.length === 0) throw typeWrong('request', documents);
  await courier.takeRequests(requests);
  await receipts.take(returns);
}

function typeWrong(expected: DocumentType, [first]: readonly HealedDocument[]): Refusal {
  return new Refusal('document-type-wrong', { expected, found: first?.type ?? '' });
}
