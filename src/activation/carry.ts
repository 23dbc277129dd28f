import { Refusal } from '../refusal.ts';
import { plainFileName } from '../transfer/fileName.ts';
import { largestFile } from '../transfer/parcel.ts';
import { type Engine, troubleOf } from './engine.ts';
import type { Cargo, CarriedFile } from './ports.ts';

export type CarryActions = ReturnType<typeof carryActions>;

const namelessFile = 'file.bin';

/** Any file, from one device to the other by light: what the person needs beside the trip, byte for byte. */
export function carryActions(engine: Engine) {
  const { ports, state, update, show, guarded } = engine;

  async function keep(change: Partial<Cargo>): Promise<void> {
    const cargo = { ...state.value.cargo, ...change };
    update({ cargo });
    try {
      await ports.journal.writeCargo(cargo);
      update({ unkept: null });
    } catch (fault) {
      update({ unkept: troubleOf(fault) });
    }
  }

  return {
    begin(): void {
      show({ at: 'carry' });
    },

    /** Shows a file as codes; one above 256 KiB is refused with `parcel-too-large`. */
    choose: (file: Blob & { readonly name?: string }): Promise<void> =>
      guarded(async () => {
        if (file.size > largestFile) throw new Refusal('parcel-too-large', { bytes: file.size, cap: largestFile });
        const name = plainFileName(file.name ?? '') || namelessFile;
        await keep({ sending: { name, bytes: new Uint8Array(await file.arrayBuffer()) } });
        show({ at: 'sending' });
      }),

    /** Keeps a file that came in as codes and is none of our documents, for the person to save. */
    async arrive({ name, bytes }: Partial<CarriedFile> & Pick<CarriedFile, 'bytes'>): Promise<void> {
      await keep({ arrived: { name: name || namelessFile, bytes } });
      show({ at: 'arrived' });
    },

    /** Forgets the file in front. */
    discard: (): Promise<void> =>
      guarded(async () => {
        const { at } = state.value.screen;
        if (at === 'sending' || at === 'arrived') await keep({ [at]: null });
        show({ at: 'carry' }, 'replace');
      }),
  };
}
