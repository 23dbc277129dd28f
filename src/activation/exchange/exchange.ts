import { exportEnding } from '../../documents/fileEndings.ts';
import { fileLimits } from '../../documents/fileLimits.ts';
import { toInstant } from '../../documents/instant.ts';
import { createLicenseReader } from '../courier/licenseReader.ts';
import type { Engine } from '../engine.ts';
import type { OwnActions } from '../parts.ts';
import { readExport, writeExport } from './exportFile.ts';
import { mergeReceipts, mergeRequests } from './mergeRecords.ts';
import type { VerifiedExport } from './verifiedExport.ts';
import { verifyExport } from './verifyExport.ts';

export type ExchangeActions = ReturnType<typeof exchangeActions>;

/** Everything that this device carries, as one file for another device, and back. */
export function exchangeActions(engine: Engine, own: OwnActions) {
  return { ...exportActions(engine, own), ...importActions(engine, own) };
}

function exportActions(engine: Engine, { fileTransfer }: OwnActions) {
  const { ports, state, show, guarded, vendor } = engine;
  let saved: { readonly requestIds: readonly string[]; readonly receiptIds: readonly string[] } | null = null;

  function fileName(): string {
    return `${vendor.profile.product.id}-${toInstant(ports.now()).slice(0, 10)}${exportEnding}`;
  }

  /** Typed codes stay here: they are no documents that another device could verify. */
  function carried() {
    const isDocument = ({ code }: { readonly code?: unknown }) => code === undefined;
    const { carriedRequests, receipts } = state.value;
    return { requests: carriedRequests.filter(isDocument), receipts: receipts.filter(isDocument) };
  }

  function write(withSerials: boolean): Uint8Array {
    const { requests, receipts } = carried();
    const exported = withSerials ? requests : requests.map(withoutSerial);
    return writeExport({ requests: exported, receipts }, toInstant(ports.now()));
  }

  /** Remembers what the other device gets: only that may be removed here afterwards. */
  function writeToSave(withSerials: boolean): Uint8Array {
    const { requests, receipts } = carried();
    saved = { requestIds: requests.map(({ requestId }) => requestId), receiptIds: receipts.map(({ id }) => id) };
    return write(withSerials);
  }

  return {
    /** @returns how many serial numbers an export would have */
    serialCount: (): number => carried().requests.filter(({ draft }) => draft.serialNumber !== '').length,

    /** @returns how many records an export has, and how many typed codes it leaves out */
    content() {
      const { requests, receipts } = carried();
      const all = state.value.carriedRequests.length + state.value.receipts.length;
      return { requests: requests.length, receipts: receipts.length, left: all - requests.length - receipts.length };
    },

    /** @returns whether the export is small enough for codes */
    fitsCodes: (withSerials: boolean): boolean => write(withSerials).length <= fileLimits.carried,

    /** @returns the name that the file was saved under */
    save: (withSerials: boolean): string => ports.files.save(fileName(), writeToSave(withSerials)),

    share: (withSerials: boolean): Promise<void> =>
      guarded(async () => void (await ports.files.share(fileName(), write(withSerials)))),

    /** Shows the file as codes, which the other device scans like those of any file. */
    showCodes: (withSerials: boolean): Promise<void> =>
      fileTransfer.choose(new File([new Uint8Array(write(withSerials))], fileName())),

    /** Removes what was saved last, which the person says is on the other device; it can be undone. */
    removeSaved: (): Promise<void> =>
      guarded(async () => {
        if (saved) await engine.removeRecords(saved.requestIds, saved.receiptIds, toInstant(ports.now()));
        show({ at: 'collect' }, 'replace');
      }),
  };
}

function importActions(engine: Engine, { courier, receipts }: OwnActions) {
  const { state, update, show, guarded, vendor } = engine;
  const licenses = createLicenseReader(vendor);
  const issuedAt = (product: string) => (license: Uint8Array) => licenses.readFile(license, product)?.issuedAt ?? '';

  return {
    /**
     * Verifies exports and shows what they would add; nothing is changed yet.
     *
     * @param files for which `isExport` holds
     *
     * @throws Refusal `export-too-new`, `export-damaged`
     */
    async open(files: readonly Uint8Array[]): Promise<void> {
      const all = files.map(readExport);
      const requests = all.flatMap((one) => one.requests);
      const receipts = all.flatMap((one) => one.receipts);
      update({ importing: await verifyExport(engine, licenses, { requests, receipts }) });
      show({ at: 'import' });
    },

    /** @returns how many records an import adds, and of how many that are here it knows more */
    preview({ requests, receipts }: VerifiedExport): { readonly added: number; readonly changed: number } {
      const here = state.value;
      const known = [
        ...requests.map((one) => {
          const current = here.carriedRequests.find(({ requestId }) => requestId === one.requestId);
          return current && isSame(current, mergeRequests(current, one, issuedAt(one.product)));
        }),
        ...receipts.map((one) => {
          const current = here.receipts.find(({ id }) => id === one.id);
          return current && isSame(current, mergeReceipts(current, one));
        }),
      ];
      const added = known.filter((same) => same === undefined).length;
      return { added, changed: known.filter((same) => same === false).length };
    },

    /** Merges the opened export into what is here, and sends what waits. */
    accept: (): Promise<void> =>
      guarded(async () => {
        const { importing } = state.value;
        if (!importing) return;
        for (const one of importing.requests) {
          await engine.keepCarriedRequest(one.requestId, (current) =>
            current ? mergeRequests(current, one, issuedAt(one.product)) : one,
          );
        }
        for (const one of importing.receipts) {
          await engine.keepReceipt(one.id, (current) => (current ? mergeReceipts(current, one) : one));
        }
        update({ importing: null });
        show({ at: 'collect' }, 'replace');
        void courier.sendWaiting();
        void receipts.sendWaiting();
      }),

    /** Drops the opened export. */
    decline(): void {
      update({ importing: null });
      show({ at: 'collect' }, 'replace');
    },
  };
}

/** Without its serial number, a waiting order cannot be sent: it is open again on the other device. */
function withoutSerial<T extends { stage: string; draft: { serialNumber: string } }>(record: T): T {
  const { stage, draft } = record;
  if (draft.serialNumber === '') return record;
  return { ...record, stage: stage === 'waiting' ? 'open' : stage, draft: { ...draft, serialNumber: '' } };
}

function isSame(one: object, other: object): boolean {
  return JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other).sort());
}
