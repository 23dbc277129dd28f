import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { MintedSerial, MintOrder } from '../../contract/admin/mint.ts';
import { contractLimits } from '../../contract/limits.ts';
import { Refusal } from '../../refusal.ts';
import type { Announce } from './announcements.ts';
import type { AdminProducts } from './products.ts';
import { asRefusal, type Session } from './session.ts';

/** Contents of the form. */
export interface MintDraft {
  /** Id; empty for the only product. */
  readonly product: string;
  readonly licenseType: string;
  readonly count: string;
  readonly seats: string;
  readonly holder: string;
  /** `YYYY-MM-DD`, or empty. */
  readonly expires: string;
  readonly termDays: string;
  /** Separated by commas. */
  readonly features: string;
  readonly note: string;
}

/** New serial numbers; the service cannot show them again. */
export interface Minted {
  readonly order: MintOrder;
  readonly serials: readonly MintedSerial[];
  /** Whether the person copied or saved them. */
  readonly kept: boolean;
}

export interface MintModel {
  readonly draft: Signal<MintDraft>;
  /** The draft with a product and a license type that exist. */
  readonly completed: ReadonlySignal<MintDraft>;
  readonly state: ReadonlySignal<{ readonly busy: boolean; readonly refusal: Refusal | null }>;
  readonly minted: ReadonlySignal<Minted | null>;
  mint(): Promise<void>;
  /** Marks them as copied or saved. */
  keep(): void;
  /** Discards them. */
  dismiss(): void;
  clear(): void;
}

const { mintCount, seats: mostSeats, termDays: mostDays } = contractLimits;

const texts = { holder: '', expires: '', termDays: '', features: '', note: '' };
const empty: MintDraft = { product: '', licenseType: '', count: '1', seats: '1', ...texts };

type SoldProducts = Pick<AdminProducts, 'visible' | 'hasSeveral' | 'soldOf'>;

export function createMintModel(session: Session, announce: Announce, products: SoldProducts): MintModel {
  const draft = signal<MintDraft>(empty);
  const state = signal<{ busy: boolean; refusal: Refusal | null }>({ busy: false, refusal: null });
  const minted = signal<Minted | null>(null);
  const completed = computed(() => complete(draft.value, products));
  return {
    draft,
    completed,
    state,
    minted,
    async mint() {
      if (state.value.busy) return;
      state.value = { busy: true, refusal: null };
      try {
        const order = orderOf(completed.value);
        minted.value = { order, serials: await session.call((api) => api.mintSerials(order)), kept: false };
        draft.value = { ...empty, product: order.product ?? '', licenseType: order.licenseType };
        state.value = { busy: false, refusal: null };
        const { length } = minted.value.serials;
        announce(({ mint }) => mint.done(length));
      } catch (error) {
        state.value = { busy: false, refusal: asRefusal(error) };
      }
    },
    keep() {
      if (minted.value) minted.value = { ...minted.value, kept: true };
    },
    dismiss() {
      minted.value = null;
    },
    clear() {
      draft.value = empty;
      minted.value = null;
      state.value = { busy: false, refusal: null };
    },
  };
}

/** The first product and license type stand for those that are not chosen, or do not exist. */
function complete(draft: MintDraft, { visible, hasSeveral, soldOf }: SoldProducts): MintDraft {
  const ids = visible.value.map(({ product }) => product.id);
  const product = ids.find((id) => id === draft.product) ?? ids[0] ?? '';
  const types = soldOf(product).map(({ id }) => id);
  const licenseType = types.find((id) => id === draft.licenseType) ?? types[0] ?? '';
  return { ...draft, product: hasSeveral.value ? product : '', licenseType };
}

/**
 * @returns the order, without fields that are empty in the form
 * @throws Refusal `serial-terms-invalid` with the invalid `field`
 */
export function orderOf(draft: MintDraft): MintOrder {
  const named = featuresIn(draft.features);
  return {
    ...(draft.product !== '' && { product: draft.product }),
    licenseType: draft.licenseType,
    count: wholeNumber('count', draft.count, mintCount),
    seats: wholeNumber('seats', draft.seats, mostSeats),
    ...(draft.holder.trim() !== '' && { holder: draft.holder.trim() }),
    ...(draft.note.trim() !== '' && { note: draft.note.trim() }),
    ...(named.length > 0 && { features: named }),
    ...(draft.termDays.trim() !== '' && { termDays: wholeNumber('termDays', draft.termDays, mostDays) }),
    ...(draft.expires !== '' && { expiresAt: draft.expires }),
  };
}

/** @throws Refusal `serial-terms-invalid` with the `field` */
export function wholeNumber(field: string, typed: string, most: number): number {
  const value = /^\d{1,7}$/.test(typed.trim()) ? Number(typed) : 0;
  if (value < 1 || value > most) throw new Refusal('serial-terms-invalid', { field });
  return value;
}

/** @param typed separated by commas */
export function featuresIn(typed: string): string[] {
  return typed
    .split(',')
    .map((feature) => feature.trim())
    .filter((feature) => feature !== '');
}
