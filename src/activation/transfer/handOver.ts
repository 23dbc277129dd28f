import type { Engine } from '../engine.ts';
import type { FileTransferActions } from './fileTransfer.ts';
import { outgoingOf } from './outgoing.ts';
import type { PlaybackOptions } from './playback.ts';
import { bundleSubject } from './subject.ts';

/** The ways by which the current screen hands over its file: codes, a download, the share sheet, the clipboard, paper. */
export function handOverActions(engine: Engine, fileTransfer: FileTransferActions) {
  const { ports, vendor, state, guarded } = engine;
  const outgoing = outgoingOf(state, vendor);

  return {
    outgoing,

    /** @returns the name that the file was saved under, null when there is nothing to save */
    save(): string | null {
      const it = outgoing.value;
      const name = it && ports.files.save(it.fileName, it.file);
      if (name) void fileTransfer.noteSaved();
      return name;
    },

    /**
     * @param product id of the product
     * @param requestIds whose licenses; all of the product without
     * @returns the name that the file with the licenses was saved under
     */
    saveAll(product = vendor.profile.product.id, requestIds?: readonly string[]): string {
      const all = bundleSubject(state.value.carriedRequests, vendor.of(product).profile, requestIds);
      return ports.files.save(all.fileName, all.file);
    },

    /** @returns the name that a text was saved under */
    saveText: (name: string, text: string): string => ports.files.save(name, new TextEncoder().encode(text)),

    /** How the codes of a file that takes several are played here. */
    playbackOptions: (): PlaybackOptions => ({
      handheld: ports.page.handheld,
      still: ports.screen.reducedMotion,
      later: ports.later,
    }),

    share: (): Promise<void> =>
      guarded(async () => {
        const it = outgoing.value;
        if (it && (await ports.files.share(it.fileName, it.file))) await fileTransfer.noteSaved();
      }),

    /** Copies the document's text, for a device that neither shows a code nor saves a file. */
    copy: (): Promise<void> =>
      guarded(async () => {
        const it = outgoing.value;
        if (it) await ports.clipboard.copy(new TextDecoder().decode(it.file));
      }),
  };
}
