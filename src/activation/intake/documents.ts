import { splitBundle } from '../../documents/bundle.ts';
import { recognize } from '../../documents/recognize.ts';
import { Refusal } from '../../refusal.ts';
import type { Parcel } from '../../transfer/parcel.ts';
import type { CourierActions } from '../courier/courier.ts';
import type { ReceiptActions } from '../courier/receipts.ts';
import type { Engine } from '../engine.ts';
import { takeKeysets } from '../keys/bundle.ts';
import type { MachineActions } from '../machine/machine.ts';
import type { Role } from '../screens.ts';
import type { FileTransferActions } from '../transfer/fileTransfer.ts';

/** Documents; any other file that arrives as codes is stored for the person to save. */
const documentTypes: readonly string[] = ['request', 'license', 'keyset', 'return'];

/** More machines than one trip serves; checking thousands of signatures would freeze the page. */
const mostDocuments = 500;

/** The actions that process what arrives. */
export interface Receivers {
  readonly machine: MachineActions;
  readonly courier: CourierActions;
  readonly receipts: ReceiptActions;
  readonly fileTransfer: FileTransferActions;
  /** Sets and stores the device's role. */
  settleRole(role: Role): Promise<void>;
}

export interface DocumentIntake {
  /** @throws Refusal why the first document is refused, or is of no use in this role */
  acceptFiles(files: readonly Uint8Array[]): Promise<void>;
  /**
   * Takes in parcels of codes: documents, alone or bundled, and any other file, which is stored for the person to save.
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
    const parts = files.flatMap(splitBundle);
    if (parts.length > mostDocuments) throw new Refusal('file-too-large', { documents: parts.length });
    const { documents, refusal } = await takeKeysets(engine, parts);
    if (documents.length === 0) return acceptKeysets(refusal);
    const kinds = documents.map(recognize);
    const role = ports.tool ? 'machine' : (state.value.role ?? (kinds.includes('license') ? 'machine' : 'courier'));
    await (role === 'machine' ? acceptOnMachine(receivers, documents) : acceptOnCourier(receivers, documents));
    // Only authentic documents decide what this device is for: a link can claim to be a license.
    if (role !== state.value.role) await settleRole(role);
  }

  /** Only keysets arrived: the license in force must be valid under them, too. */
  async function acceptKeysets(refusal: Refusal | null): Promise<void> {
    if (refusal) throw refusal;
    engine.show({ at: 'keyset' });
    await machine.recheck();
  }

  async function acceptParcels(parcels: readonly Parcel[], files: readonly Uint8Array[] = []): Promise<void> {
    const isAnyFile = state.value.screen.at === 'file-transfer';
    const documents = [...files];
    for (const parcel of parcels) {
      const isOther = parcel.kind === 'file' && !documentTypes.includes(recognize(parcel.bytes));
      if (isOther || isAnyFile) await fileTransfer.arrive(parcel);
      else documents.push(parcel.bytes);
    }
    if (documents.length > 0) await acceptFiles(documents);
  }

  return { acceptFiles, acceptParcels };
}

async function acceptOnMachine({ machine }: Receivers, documents: readonly Uint8Array[]): Promise<void> {
  const [found] = documents.map(recognize);
  if (found === 'request' || found === 'return')
    throw new Refusal('document-type-wrong', { expected: 'license', found });
  await machine.acceptOwn(documents);
}

async function acceptOnCourier({ courier, receipts }: Receivers, documents: readonly Uint8Array[]): Promise<void> {
  const kinds = documents.map(recognize);
  if (kinds[0] === 'license') throw new Refusal('document-type-wrong', { expected: 'request', found: 'license' });
  await courier.takeRequests(documents.filter((_, at) => kinds[at] !== 'return'));
  await receipts.take(documents.filter((_, at) => kinds[at] === 'return'));
}
