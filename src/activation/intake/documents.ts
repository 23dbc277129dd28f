import type { DocumentType } from '../../documents/documentType.ts';
import type { HealedDocument } from '../../documents/heal/damage.ts';
import { exactDocumentsIn } from '../../documents/heal/exactDocuments.ts';
import { heal } from '../../documents/heal/heal.ts';
import { documentsIn } from '../../documents/incoming.ts';
import { Refusal } from '../../refusal.ts';
import type { MachineNames } from '../../transfer/names.ts';
import { copiedCodeActions, copiedCodeIn } from '../courier/copiedCodes.ts';
import type { CourierActions } from '../courier/courier.ts';
import { takeActivationReceipt } from '../courier/deliveries.ts';
import type { ReceiptActions } from '../courier/receipts.ts';
import { renewalActions } from '../courier/renewals.ts';
import { takeReceipt } from '../courier/takeReceipt.ts';
import { takeRequest } from '../courier/takeRequest.ts';
import { tourActions } from '../courier/tour.ts';
import type { Engine } from '../engine.ts';
import { exchangeActions } from '../exchange/exchange.ts';
import { isExport, readExport } from '../exchange/exportFile.ts';
import { refusalOf } from '../keptRefusal.ts';
import { takeKeysets } from '../keys/bundle.ts';
import type { MachineActions } from '../machine/machine.ts';
import type { TakePart } from '../parts.ts';
import type { ProductChoice } from '../products/choice.ts';
import { noteKeys, noteTaken, scansOn } from '../scan/scanLog.ts';
import type { Role } from '../screens.ts';
import type { FileTransferActions } from '../transfer/fileTransfer.ts';
import type { ArrivedDocument, NamedBytes, TakenDocument, UnusedItem } from './arrivals.ts';
import { arrivedNames } from './arrivedNames.ts';
import { openItems, withoutForeignArchives } from './openItems.ts';
import type { ReadParcel } from './pictures.ts';
import { reportUnused } from './report.ts';
import { scannedText } from './scannedText.ts';

/** More machines than one trip serves; checking thousands of signatures would freeze the page. */
const mostDocuments = 500;

/** The actions that process what arrives. */
export interface Receivers {
  readonly machine: MachineActions;
  readonly courier: CourierActions;
  readonly receipts: ReceiptActions;
  readonly fileTransfer: FileTransferActions;
  readonly part: TakePart;
  readonly products: ProductChoice;
  /** Sets and stores the device's role. */
  settleRole(role: Role): Promise<void>;
}

/** What arrived together. */
export interface Arrival {
  /** Files and texts that may hold documents. */
  readonly files: readonly NamedBytes[];
  /** What codes carried. */
  readonly parcels?: readonly ReadParcel[];
  /** Archives whose files are among `files`. */
  readonly archives?: readonly NamedBytes[];
  /** What is known to be of no use already. */
  readonly unused?: readonly UnusedItem[];
}

export interface DocumentIntake {
  /**
   * Finds the documents in what arrived, whatever happened to them on their way, and uses each by itself. A file by codes
   * that holds no document is stored for the person to save. What is not used is reported by name.
   *
   * @throws Refusal why the only item is not used; why none of the licenses activates this machine
   */
  accept(arrival: Arrival): Promise<void>;
  /** Reads files and pictures, and opens archives; see `openItems`. */
  readonly open: typeof openItems;
  /** Reads a text that a hand scanner may have typed; see `scannedText`. */
  readonly scanned: typeof scannedText;
}

export function createDocumentIntake(engine: Engine, receivers: Receivers): DocumentIntake {
  const { ports, state, vendor } = engine;
  const { machine, fileTransfer, settleRole } = receivers;
  const products = vendor.products.map(({ profile }) => profile.product.id);

  async function accept({ files, parcels = [], archives = [], unused = [] }: Arrival): Promise<void> {
    const { documents: carried, others } = sortParcels(parcels, state.value.screen.at === 'file-transfer');
    for (const { parcel } of others) await fileTransfer.arrive(parcel);
    const exports = [...files, ...carried].filter(({ bytes }) => isExport(bytes));
    const isMachine = ports.tool !== null || state.value.role === 'machine';
    const copied = isMachine ? null : copiedCodeOf(files, [...parcels, ...unused]);
    if (copied) return acceptCopied(copied);
    if (exports.length > 0 && !isMachine) await openExports(exports);
    const search = findDocuments([...files, ...carried].filter((file) => isMachine || !exports.includes(file)));
    const used = new Set([...search.documents, ...others].map(({ source }) => source));
    if (!isMachine) for (const { name } of exports) used.add(name);
    const notUsed = withoutForeignArchives([...unused, ...search.unused], archives, used);
    const { documents, product, refusal } = await takeKeysets(engine, search.documents);
    const names = arrivedNames(files, parcels, products);
    if (documents.length > 0) return acceptDocuments({ documents, names }, notUsed);
    const keysets = search.documents.length;
    const refused = refusal ? [{ name: search.documents[0]?.source ?? '', refusal: refusalOf(refusal) }] : [];
    const opened = isMachine ? 0 : exports.length;
    reportUnused(engine, others.length + opened + keysets - refused.length, [...notUsed, ...refused]);
    if (keysets > refused.length) await showKeyset(product);
  }

  async function acceptCopied(groups: readonly string[]): Promise<void> {
    if (state.value.role === null) await settleRole('courier');
    await receivers.part(copiedCodeActions).begin(groups);
  }

  async function openExports(files: readonly NamedBytes[]): Promise<void> {
    await receivers.part(exchangeActions).open(files.map(({ bytes }) => bytes));
    if (state.value.role === null) await settleRole('courier');
  }

  /** The license in force must be valid under the new keys, too. */
  async function showKeyset(product: string): Promise<void> {
    if (scansOn(state.value.screen)) noteKeys(engine);
    else engine.show({ at: 'keyset', product });
    await machine.recheck();
  }

  async function acceptDocuments(found: NamedDocuments, unused: readonly UnusedItem[]): Promise<void> {
    const isLicense = found.documents.some(({ type }) => type === 'license');
    const role = ports.tool ? 'machine' : (state.value.role ?? (isLicense ? 'machine' : 'courier'));
    if (role === 'machine') await acceptOnMachine(engine, receivers, found, unused);
    else await acceptOnCourier(engine, receivers, found, unused);
    // Only authentic documents decide what this device is for: a link can claim to be a license.
    if (role !== state.value.role) await settleRole(role);
  }

  return { accept, open: openItems, scanned: scannedText };
}

/** @returns the groups of the code, where nothing but the text of one arrived; else null */
function copiedCodeOf([only, another]: readonly NamedBytes[], others: readonly unknown[]): readonly string[] | null {
  return only && !another && others.length === 0 ? copiedCodeIn(new TextDecoder().decode(only.bytes)) : null;
}

/** Documents that arrived together, and what people call their machines. */
interface NamedDocuments {
  readonly documents: readonly ArrivedDocument[];
  readonly names: MachineNames;
}

interface SortedParcels {
  readonly documents: readonly NamedBytes[];
  /** Files without documents, or any where a person transfers files. */
  readonly others: readonly ReadParcel[];
}

function sortParcels(parcels: readonly ReadParcel[], isAnyFile: boolean): SortedParcels {
  const isOther = ({ parcel }: ReadParcel) =>
    isAnyFile || (parcel.kind === 'file' && !isExport(parcel.bytes) && heal(parcel.bytes).documents.length === 0);
  return {
    documents: parcels
      .filter((one) => !isOther(one))
      .map(({ source, parcel }) => ({ name: source, bytes: parcel.bytes })),
    others: parcels.filter(isOther),
  };
}

interface DocumentSearch {
  readonly documents: readonly ArrivedDocument[];
  readonly unused: readonly UnusedItem[];
}

/** A machine takes its license from what another device carries. @throws Refusal every code of `readExport` */
function documentsInExport(bytes: Uint8Array): readonly HealedDocument[] {
  return readExport(bytes).requests.flatMap(({ license }) => (license ? exactDocumentsIn(license) : []));
}

/** @throws Refusal `file-too-large` for more documents than one trip has */
function findDocuments(files: readonly NamedBytes[]): DocumentSearch {
  const documents: ArrivedDocument[] = [];
  const unused: UnusedItem[] = [];
  for (const { name, bytes } of files) {
    try {
      const found = isExport(bytes) ? documentsInExport(bytes) : documentsIn(bytes);
      documents.push(...found.map((document) => ({ ...document, source: name })));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      unused.push({ name, refusal: refusalOf(error) });
    }
  }
  if (documents.length > mostDocuments) throw new Refusal('file-too-large', { documents: documents.length });
  return { documents, unused };
}

/** @throws Refusal why none of the licenses activates this machine */
async function acceptOnMachine(
  engine: Engine,
  { machine, products }: Receivers,
  { documents, names }: NamedDocuments,
  unused: readonly UnusedItem[],
): Promise<void> {
  const licenses = documents.filter(({ type }) => type === 'license');
  if (licenses.length === 0) return reportUnused(engine, 0, [...unused, ...asOfWrongType('license', documents)]);
  // In front of what is refused below, because a refusal is shown instead of the screen.
  const sources = new Set(licenses.map(({ source }) => source));
  const others = documents.filter(({ type, source }) => type !== 'license' && !sources.has(source));
  if (unused.length + others.length > 0) {
    reportUnused(engine, licenses.length, [...unused, ...asOfWrongType('license', others)]);
  }
  await products.follow(licenses);
  await machine.acceptOwn(licenses);
  await machine.learnName(names);
}

/** Each document by itself: a bad one costs the others nothing. @throws Refusal why the only one is not used */
async function acceptOnCourier(
  engine: Engine,
  receivers: Receivers,
  { documents, names }: NamedDocuments,
  unused: readonly UnusedItem[],
): Promise<void> {
  const taken = new Map<string, TakenDocument>();
  const refused: UnusedItem[] = [];
  const read = documents.filter(({ type }) => isCarried(type));
  for (const document of read) {
    try {
      const one = await takeOne(engine, receivers, document, names);
      taken.set(`${one.type} ${one.id}`, one);
    } catch (error) {
      refused.push({ name: document.source, refusal: refusalOf(error) });
    }
  }
  const sources = new Set(read.map(({ source }) => source));
  // The answer to a mail quotes the request: a document beside a request is no item of its own.
  const others = documents.filter((document) => !read.includes(document) && !sources.has(document.source));
  present(engine, receivers, [...taken.values()]);
  void receivers.receipts.sendWaiting();
  reportUnused(engine, taken.size, [...unused, ...refused, ...asOfWrongType('request', others)]);
}

function isCarried(type: DocumentType): boolean {
  return type === 'request' || type === 'return' || type === 'activation';
}

function takeOne(
  engine: Engine,
  { courier, part }: Receivers,
  document: HealedDocument,
  names: MachineNames,
): Promise<TakenDocument> {
  if (document.type === 'activation') return takeActivationReceipt(engine, courier.licenses, document);
  if (document.type === 'return') return takeReceipt(engine, document);
  return takeRequest(engine, part(renewalActions), document, names);
}

/** Shows the only document that was taken in, or the list with all of them; the camera for many computers stays on. */
function present(engine: Engine, { part }: Receivers, taken: readonly TakenDocument[]): void {
  const { show, state } = engine;
  const [only, another] = taken;
  if (scansOn(state.value.screen)) noteTaken(engine, taken);
  else if (part(tourActions).follow(taken)) return;
  else if (only) show(another ? { at: 'collect' } : only.screen);
}

function asOfWrongType(expected: 'request' | 'license', documents: readonly ArrivedDocument[]): readonly UnusedItem[] {
  return documents.map(({ type, source }) => ({
    name: source,
    refusal: { code: 'document-type-wrong', details: { expected, found: type } },
  }));
}
