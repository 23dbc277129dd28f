import { sameBytes } from '../../crypto/bytes.ts';
import { fileLimits } from '../../documents/fileLimits.ts';
import { recognize } from '../../documents/recognize.ts';
import { Refusal } from '../../refusal.ts';
import { plainFileName } from '../../transfer/fileName.ts';
import type { Parcel } from '../../transfer/parcel.ts';
import type { Engine } from '../engine.ts';
import { refusalOf } from '../keptRefusal.ts';
import type { ArrivedFile, CarriedFile, FileTransfer } from '../records.ts';

export type FileTransferActions = ReturnType<typeof fileTransferActions>;

const namelessFile = 'file.bin';

/** A link can bring any file in. The limit keeps the disk from filling up, and the file the person waited for stays. */
const mostUnsaved = 8;

/** Moves any file between two devices by QR codes, byte for byte. */
export function fileTransferActions(engine: Engine) {
  const { ports, vendor, state, update, show, guarded } = engine;

  async function keep(change: (fileTransfer: FileTransfer) => FileTransfer): Promise<void> {
    const { fileTransfer, storageError } = state.value;
    try {
      // What could not be stored earlier is not on disk.
      const kept = await ports.journal.writeFileTransfer((current) => change(storageError ? fileTransfer : current));
      update({ fileTransfer: kept, storageError: null });
    } catch (error) {
      update({ fileTransfer: change(state.value.fileTransfer), storageError: refusalOf(error) });
    }
  }

  /** Documents travel without a name. */
  function nameFor(bytes: Uint8Array): string {
    const { product, fileEndings } = vendor.profile;
    const kind = recognize(bytes);
    return kind === 'request' || kind === 'license' || kind === 'return'
      ? `${product.id}-${kind}${fileEndings[kind]}`
      : namelessFile;
  }

  return {
    /** Shows a received file that is not saved yet, otherwise the choice. */
    begin(): void {
      const { arrived } = state.value.fileTransfer;
      show({ at: arrived && !arrived.saved ? 'arrived' : 'file-transfer' });
    },

    /** Shows a file as codes. Refuses one above 256 KiB with `parcel-too-large`. */
    choose: (file: Blob & { readonly name?: string }): Promise<void> =>
      guarded(async () => {
        if (file.size > fileLimits.carried)
          throw new Refusal('parcel-too-large', { bytes: file.size, cap: fileLimits.carried });
        const name = plainFileName(file.name ?? '') || namelessFile;
        const sending = { name, bytes: new Uint8Array(await file.arrayBuffer()) };
        await keep((fileTransfer) => ({ ...fileTransfer, sending }));
        show({ at: 'sending' });
      }),

    /** Stores a received file for the person to save. */
    async arrive({ name, bytes }: Parcel): Promise<void> {
      await keep((fileTransfer) => withArrived(fileTransfer, { name: name || nameFor(bytes), bytes }));
      show({ at: 'arrived' });
    },

    /** Notes that the file on the screen is saved, so that the next one may replace it. */
    async noteSaved(): Promise<void> {
      const { screen, fileTransfer } = state.value;
      if (screen.at !== 'arrived' || !fileTransfer.arrived || fileTransfer.arrived.saved) return;
      const saved: ArrivedFile = { ...fileTransfer.arrived, saved: true };
      await keep((current) => (isSame(current.arrived, saved) ? { ...current, arrived: saved } : current));
    },

    /** Deletes the file on the screen, and shows the unsaved one that arrived before it. */
    discard: (): Promise<void> =>
      guarded(async () => {
        const { at } = state.value.screen;
        if (at === 'sending') await keep((fileTransfer) => ({ ...fileTransfer, sending: null }));
        if (at === 'arrived') await keep(withoutArrived);
        show({ at: at === 'arrived' && state.value.fileTransfer.arrived ? 'arrived' : 'file-transfer' }, 'replace');
      }),
  };
}

function withArrived(fileTransfer: FileTransfer, file: ArrivedFile): FileTransfer {
  const { arrived: before, unsaved } = fileTransfer;
  const stays = before && !before.saved && !isSame(before, file) && unsaved.length < mostUnsaved;
  return { ...fileTransfer, arrived: file, unsaved: stays ? [...unsaved, before] : unsaved };
}

function withoutArrived(fileTransfer: FileTransfer): FileTransfer {
  return { ...fileTransfer, arrived: fileTransfer.unsaved.at(-1) ?? null, unsaved: fileTransfer.unsaved.slice(0, -1) };
}

function isSame(one: CarriedFile | null, other: CarriedFile): boolean {
  return one !== null && one.name === other.name && sameBytes(one.bytes, other.bytes);
}
