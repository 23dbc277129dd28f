import { type ReadonlySignal, signal } from '@preact/signals';
import type { Refusal } from '../../refusal.ts';
import type { AdminPorts } from '../ports.ts';
import type { Announce, Announcement } from './announcements.ts';
import { asRefusal, type Session } from './session.ts';

/** What leaves the page: saved files, copied text, exported lists. */
export interface FileActions {
  readonly exporting: ReadonlySignal<{ readonly busy: boolean; readonly refusal: Refusal | null }>;
  exportList(list: 'activations' | 'serials'): Promise<void>;
  /** Removes an export's refusal from the screen. */
  closeRefusal(): void;
  /** @returns the sentence that says where the file went */
  save(name: string, bytes: Uint8Array): Announcement;
  /** @param denied what to say if the browser does not allow it @returns whether it did */
  copy(text: string, denied?: Announcement): Promise<boolean>;
}

/**
 * @param product that exports cover; null for all
 * @param prefix begins the names of exported files
 */
export function createFileActions(
  { save, copy, now }: Pick<AdminPorts, 'save' | 'copy' | 'now'>,
  session: Session,
  announce: Announce,
  product: ReadonlySignal<string | null>,
  prefix: string,
): FileActions {
  const exporting = signal<{ busy: boolean; refusal: Refusal | null }>({ busy: false, refusal: null });
  const saved = (name: string, bytes: Uint8Array) => {
    const savedAs = save(name, bytes);
    const say: Announcement = (messages) => messages.saved(savedAs);
    announce(say);
    return say;
  };
  return {
    exporting,
    save: saved,
    async exportList(list) {
      exporting.value = { busy: true, refusal: null };
      try {
        const csv = await session.call((api) => api.exportList(list, product.value));
        saved(`${product.value ?? prefix}-${list}-${now().toISOString().slice(0, 10)}.csv`, csv);
        exporting.value = { busy: false, refusal: null };
      } catch (error) {
        exporting.value = { busy: false, refusal: asRefusal(error) };
      }
    },
    closeRefusal() {
      exporting.value = { ...exporting.value, refusal: null };
    },
    async copy(text, denied = ({ notCopied }) => notCopied) {
      const copied = await copy(text).then(
        () => true,
        () => false,
      );
      announce((messages) => (copied ? messages.copied : denied(messages)));
      return copied;
    },
  };
}
