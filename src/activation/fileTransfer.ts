import { sameBytes } from '../crypto/bytes.ts';
import { recognize } from '../documents/recognize.ts';
import { Refusal } from '../refusal.ts';
import { plainFileName } from '../transfer/fileName.ts';
import { largestFile, type Parcel } from '../transfer/parcel.ts';
import { type Engine, refusalOf } from './engine.ts';
import type { ArrivedFile, CarriedFile, FileTransfer } from './ports.ts';

export type FileTransferActions = ReturnType<typeof fileTransferActions>;

const namelessFile = 'file.bin';

/** Anybody can make a link that brings a file in: what the person waited for stays, and the disk does not fill. */
const mostUnsaved = 8;

/** Any file, from one device to the other by light: what the person needs beside the trip, byte for byte. */
export function fileTransferActions(engine: Engine) {
  const { ports, vendor, state, update, show, guarded } = engine;

  async function keep(change: (fileTransfer: FileTransfer) => FileTransfer): Promise<void> {
    const { fileTransfer, storageError } = state.value;
    try {
      // What could not be kept before is not on the disk.
      const kept = await ports.journal.writeFileTransfer((current) => change(storageError ? fileTransfer : current));
      update({ fileTransfer: kept, storageError: null });
    } catch (error) {
      update({ fileTransfer: change(state.value.fileTransfer), storageError: refusalOf(error) });
    }
  }

  /** Our own documents travel without a name. */
  function nameFor(bytes: Uint8Array): string {
    const { product, fileEndings } = vendor.profile;
    const kind = recognize(bytes);
    return kind === 'request' || kind === 'license' || kind === 'return'
      ? `${product.id}-${kind}${fileEndings[kind]}`
      : namelessFile;
  }

  return {
    /** Where a file came in and was not saved, that one is what there is to do. */
    begin(): void {
      const { arrived } = state.value.fileTransfer;
      show({ at: arrived && !arrived.saved ? 'arrived' : 'carry' });
    },

    /** Shows a file as codes; one above 256 KiB is refused with `parcel-too-large`. */
    choose: (file: Blob & { readonly name?: string }): Promise<void> =>
      guarded(async () => {
        if (file.size > largestFile) throw new Refusal('parcel-too-large', { bytes: file.size, cap: largestFile });
        const name = plainFileName(file.name ?? '') || namelessFile;
        const sending = { name, bytes: new Uint8Array(await file.arrayBuffer()) };
        await keep((fileTransfer) => ({ ...fileTransfer, sending }));
        show({ at: 'sending' });
      }),

    /** Keeps a file that came in as codes and is none of our documents, for the person to save. */
    async arrive({ name, bytes }: Parcel): Promise<void> {
      await keep((fileTransfer) => withArrived(fileTransfer, { name: name || nameFor(bytes), bytes }));
      show({ at: 'arrived' });
    },

    /** The person has the file in front now, so that another one may take its place. */
    async noteSaved(): Promise<void> {
      const { screen, fileTransfer } = state.value;
      if (screen.at !== 'arrived' || !fileTransfer.arrived || fileTransfer.arrived.saved) return;
      const saved: ArrivedFile = { ...fileTransfer.arrived, saved: true };
      await keep((current) => (isSame(current.arrived, saved) ? { ...current, arrived: saved } : current));
    },

    /** Forgets the file in front; one that arrived before it and was not saved is in front then. */
    discard: (): Promise<void> =>
      guarded(async () => {
        const { at } = state.value.screen;
        if (at === 'sending') await keep((fileTransfer) => ({ ...fileTransfer, sending: null }));
        if (at === 'arrived') await keep(withoutArrived);
        show({ at: at === 'arrived' && state.value.fileTransfer.arrived ? 'arrived' : 'carry' }, 'replace');
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
