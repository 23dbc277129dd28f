import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import * as v from 'valibot';
import type { ActivationRecord } from '../../../contract/admin/activations.ts';
import { type CodeOrder, ConfirmationCodeSchema } from '../../../contract/calls/codes.ts';
import type { Refusal } from '../../../refusal.ts';
import type { AdminPorts } from '../../ports.ts';
import type { Announce } from '../announcements.ts';
import type { AdminProducts } from '../products.ts';
import { asRefusal, type Session } from '../session.ts';
import { type CodeOrderDraft, CodeOrderDraftSchema, emptyOrder } from './codeOrderDraft.ts';
import { type CodeOrderForm, type CodeOrderPart, faultyPart, formOf } from './codeOrderForm.ts';
import { createKeptDraft, type KeptDraft } from './keptDraft.ts';

/** `answer` stays until the next call begins: it is dictated. */
const KeptSchema = v.strictObject({
  draft: CodeOrderDraftSchema,
  answer: v.nullable(
    v.strictObject({
      outcome: v.picklist(['issued', 'given-before']),
      code: ConfirmationCodeSchema,
      product: v.string(),
    }),
  ),
});

/** The code to dictate, and the id of its product. */
export type DictatedCode = NonNullable<v.InferOutput<typeof KeptSchema>['answer']>;

export interface CodeOrderState {
  readonly busy: boolean;
  readonly refusal: Refusal | null;
  /** `machine-changed`, until the person has confirmed or canceled. */
  readonly asked: Refusal | null;
  /** What is missing or wrong; each attempt to send is a new state. */
  readonly faulty: CodeOrderPart | null;
}

/** Answers an installation code that a customer reads out. */
export interface CodeOrderModel {
  readonly draft: ReadonlySignal<CodeOrderDraft>;
  readonly form: ReadonlySignal<CodeOrderForm>;
  readonly state: ReadonlySignal<CodeOrderState>;
  readonly answer: ReadonlySignal<DictatedCode | null>;
  change(part: Partial<CodeOrderDraft>): void;
  /** @param confirmChange the person has read what becomes of the seat of changed hardware */
  send(confirmChange?: boolean): Promise<void>;
  /** Does not confirm a change. */
  cancel(): void;
  /** Prepares the order that gets the code of an activation again. */
  repeat(record: ActivationRecord): void;
  /** The order that got a code which the machine was given before, as long as the page is open; else null. */
  readonly repeated: ReadonlySignal<CodeOrder | null>;
  /** Gets another code in the place of one that was given before: the machine refuses that. */
  renew(): Promise<void>;
  /** Forgets what was typed and answered. */
  clear(): void;
}

const idle: CodeOrderState = { busy: false, refusal: null, asked: null, faulty: null };

export function createCodeOrderModel(
  { drafts }: Pick<AdminPorts, 'drafts'>,
  session: Session,
  announce: Announce,
  products: Pick<AdminProducts, 'visible' | 'hasSeveral'>,
): CodeOrderModel {
  const kept = createKeptDraft({
    port: drafts,
    name: 'code-order',
    schema: KeptSchema,
    empty: { draft: emptyOrder, answer: null },
  });
  const draft = computed(() => kept.value.value.draft);
  const state = signal(idle);
  const form = computed(() => formOf(draft.value, products.visible.value));
  const { repeated, submit, forget } = createSubmit(session, announce, kept, state);

  return {
    draft,
    form,
    state,
    answer: computed(() => kept.value.value.answer),
    change(part) {
      kept.set({ draft: { ...draft.value, ...part }, answer: null });
      // A field that loses the focus to the question puts its text in order.
      if (!state.value.busy) state.value = { ...idle, asked: state.value.asked };
    },
    async send(confirmChange = false) {
      if (state.value.busy) return;
      const faulty = faultyPart(draft.value, form.value);
      state.value = { ...idle, asked: state.value.asked, busy: faulty === null, faulty };
      if (faulty !== null) return;
      const sent = orderOf(draft.value, form.value, products.hasSeveral.value);
      await submit({ ...sent, ...(confirmChange && { confirmChange }) }, form.value.profile?.product.id ?? '');
    },
    cancel() {
      state.value = idle;
    },
    repeat(record) {
      const { product, licenseType, holder, serial } = record;
      // Without a holder of its own, an order gets that of the serial number.
      const own = holder === serial?.holder ? '' : holder;
      kept.set({ draft: { ...draft.value, product, licenseType, holder: own }, answer: null });
      state.value = idle;
    },
    repeated,
    async renew() {
      const [sent, answer] = [repeated.value, kept.value.value.answer];
      if (sent === null || answer === null || state.value.busy) return;
      state.value = { ...idle, busy: true };
      await submit({ ...sent, new: true }, answer.product);
    },
    clear() {
      forget();
      kept.clear();
      state.value = idle;
    },
  };
}

type KeptOrder = KeptDraft<v.InferOutput<typeof KeptSchema>>;

/** Sends orders; what is answered after {@link forget} counts no longer. */
function createSubmit(session: Session, announce: Announce, kept: KeptOrder, state: Signal<CodeOrderState>) {
  const repeated = signal<CodeOrder | null>(null);
  let latest = 0;
  return {
    repeated,
    async submit(sent: CodeOrder, product: string): Promise<void> {
      const mine = ++latest;
      const { confirmChange = false } = sent;
      try {
        const answer = await session.call((api) => api.issueByCode(sent));
        if (mine !== latest) return;
        kept.set({ draft: emptyOrder, answer: { ...answer, product } });
        repeated.value = answer.outcome === 'given-before' ? sent : null;
        state.value = idle;
        announce(({ telephone }) => telephone.answer.outcomes[answer.outcome]);
      } catch (error) {
        if (mine !== latest) return;
        const refusal = asRefusal(error);
        const isAsked = refusal.code === 'machine-changed' && !confirmChange;
        state.value = { ...idle, ...(isAsked ? { asked: refusal } : { refusal }) };
      }
    },
    forget(): void {
      latest += 1;
      repeated.value = null;
    },
  };
}

function orderOf({ groups, serialNumber, holder }: CodeOrderDraft, form: CodeOrderForm, isNamed: boolean): CodeOrder {
  const { profile, type } = form;
  return {
    ...(isNamed && profile && { product: profile.product.id }),
    installationCode: groups.join(' '),
    licenseType: type?.id ?? '',
    ...(type?.serialNumber === 'required' && { serialNumber: serialNumber.trim() }),
    ...(holder.trim() !== '' && { holder: holder.trim() }),
  };
}
