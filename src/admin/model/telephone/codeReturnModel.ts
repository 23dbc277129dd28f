import { computed, type ReadonlySignal, signal } from '@preact/signals';
import * as v from 'valibot';
import type { CodeReturned } from '../../../contract/calls/codes.ts';
import type { Refusal } from '../../../refusal.ts';
import { viewEntry } from '../../../typed/entry.ts';
import type { VendorProfile } from '../../../vendor/profile.ts';
import type { AdminPorts } from '../../ports.ts';
import type { Announce } from '../announcements.ts';
import type { AdminProducts } from '../products.ts';
import { asRefusal, type Session } from '../session.ts';
import { productsOfCode } from './firstGroup.ts';
import { createKeptDraft } from './keptDraft.ts';

const DraftSchema = v.strictObject({
  /** Of the return code, as typed. */
  groups: v.pipe(v.array(v.string()), v.readonly()),
  /** Id of the chosen product; empty where none is. */
  product: v.string(),
});

export type CodeReturnDraft = v.InferOutput<typeof DraftSchema>;

export interface CodeReturnState {
  readonly busy: boolean;
  readonly refusal: Refusal | null;
  /** What is missing; each attempt to send is a new state. */
  readonly faulty: 'code' | 'product' | null;
}

/** Takes a license back by the return code that a customer reads out. */
export interface CodeReturnModel {
  readonly draft: ReadonlySignal<CodeReturnDraft>;
  /** Products that the code may be of. */
  readonly products: ReadonlySignal<readonly VendorProfile[]>;
  readonly state: ReadonlySignal<CodeReturnState>;
  readonly answer: ReadonlySignal<CodeReturned | null>;
  change(part: Partial<CodeReturnDraft>): void;
  send(): Promise<void>;
  /** Forgets what was typed and answered. */
  clear(): void;
}

const empty: CodeReturnDraft = { groups: [], product: '' };
const idle: CodeReturnState = { busy: false, refusal: null, faulty: null };

export function createCodeReturnModel(
  { drafts }: Pick<AdminPorts, 'drafts'>,
  session: Session,
  announce: Announce,
  { visible, hasSeveral }: Pick<AdminProducts, 'visible' | 'hasSeveral'>,
): CodeReturnModel {
  const kept = createKeptDraft({ port: drafts, name: 'code-return', schema: DraftSchema, empty });
  const state = signal(idle);
  const answer = signal<CodeReturned | null>(null);
  const products = computed(() => productsOfCode('return', kept.value.value.groups, visible.value));
  let latest = 0;

  /** @returns id of the only product, or of the chosen one */
  function productNow(): string | undefined {
    const ids = products.value.map(({ product }) => product.id);
    return ids.length === 1 ? ids[0] : ids.find((id) => id === kept.value.value.product);
  }

  function faultyNow(): CodeReturnState['faulty'] {
    if (!viewEntry('return', kept.value.value.groups).isComplete) return 'code';
    return productNow() === undefined ? 'product' : null;
  }

  return {
    draft: kept.value,
    products,
    state,
    answer,
    change(part) {
      kept.set({ ...kept.value.value, ...part });
      if (!state.value.busy) state.value = idle;
    },
    async send() {
      if (state.value.busy) return;
      const faulty = faultyNow();
      state.value = { ...idle, busy: faulty === null, faulty };
      if (faulty !== null) return;
      const mine = ++latest;
      const product = hasSeveral.value ? productNow() : undefined;
      const returnCode = kept.value.value.groups.join(' ');
      try {
        const taken = await session.call((api) =>
          api.takeReturnCode({ ...(product !== undefined && { product }), returnCode }),
        );
        if (mine !== latest) return;
        kept.clear();
        answer.value = taken;
        state.value = idle;
        announce(({ telephone }) => telephone.returned.outcomes[taken.outcome]);
      } catch (error) {
        if (mine === latest) state.value = { ...idle, refusal: asRefusal(error) };
      }
    },
    clear() {
      latest += 1;
      kept.clear();
      answer.value = null;
      state.value = idle;
    },
  };
}
