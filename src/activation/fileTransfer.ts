import { recognize } from '../documents/recognize.ts';
import { Refusal } from '../refusal.ts';
import { sameBytes } from '../transfer/bytes.ts';
import { plainFileName } from '../transfer/fileName.ts';
import { largestFile, type Parcel } from '../transfer/parcel.ts';
import { type Engine, troubleOf } from './engine.ts';
import type { ArrivedFile, Cargo, CarriedFile } from './ports.ts';

export type CarryActions = ReturnType<typeof carryActions>;

const namelessFile = 'file.bin';

/** Anybody can make a link that brings a file in: what the person waited for stays, and the disk does not fill. */
const mostUnsaved = 8;

/** Any file, from one device to the other by light: what the person needs beside the trip, byte for byte. */
export function carryActions(engine: Engine) {
  const { ports, vendor, state, update, show, guarded } = engine;

  async function keep(change: (cargo: Cargo) => Cargo): Promise<void> {
    const { cargo, unkept } = state.value;
    try {
      // What could not be kept before is not on the disk.
      const kept = await ports.journal.writeCargo((current) => change(unkept ? cargo : current));
      update({ cargo: kept, unkept: null });
    } catch (fault) {
      update({ cargo: change(state.value.cargo), unkept: troubleOf(fault) });
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
      const { arrived } = state.value.cargo;
      show({ at: arrived && !arrived.saved ? 'arrived' : 'carry' });
    },

    /** Shows a file as codes; one above 256 KiB is refused with `parcel-too-large`. */
    choose: (file: Blob & { readonly name?: string }): Promise<void> =>
      guarded(async () => {
        if (file.size > largestFile) throw new Refusal('parcel-too-large', { bytes: file.size, cap: largestFile });
        const name = plainFileName(file.name ?? '') || namelessFile;
        const sending = { name, bytes: new Uint8Array(await file.arrayBuffer()) };
        await keep((cargo) => ({ ...cargo, sending }));
        show({ at: 'sending' });
      }),

    /** Keeps a file that came in as codes and is none of our documents, for the person to save. */
    async arrive({ name, bytes }: Parcel): Promise<void> {
      await keep((cargo) => withArrived(cargo, { name: name || nameFor(bytes), bytes }));
      show({ at: 'arrived' });
    },

    /** The person has the file in front now, so that another one may take its place. */
    async noteSaved(): Promise<void> {
      const { screen, cargo } = state.value;
      if (screen.at !== 'arrived' || !cargo.arrived || cargo.arrived.saved) return;
      const saved: ArrivedFile = { ...cargo.arrived, saved: true };
      await keep((current) => (isSame(current.arrived, saved) ? { ...current, arrived: saved } : current));
    },

    /** Forgets the file in front; one that arrived before it and was not saved is in front then. */
    discard: (): Promise<void> =>
      guarded(async () => {
        const { at } = state.value.screen;
        if (at === 'sending') await keep((cargo) => ({ ...cargo, sending: null }));
        if (at === 'arrived') await keep(withoutArrived);
        show({ at: at === 'arrived' && state.value.cargo.arrived ? 'arrived' : 'carry' }, 'replace');
      }),
  };
}

function withArrived(cargo: Cargo, file: ArrivedFile): Cargo {
  const { arrived: before, unsaved } = cargo;
  const stays = before && !before.saved && !isSame(before, file) && unsaved.length < mostUnsaved;
  return { ...cargo, arrived: file, unsaved: stays ? [...unsaved, before] : unsaved };
}

function withoutArrived(cargo: Cargo): Cargo {
  return { ...cargo, arrived: cargo.unsaved.at(-1) ?? null, unsaved: cargo.unsaved.slice(0, -1) };
}

function isSame(one: CarriedFile | null, other: CarriedFile): boolean {
  return one !== null && one.name === other.name && sameBytes(one.bytes, other.bytes);
}
