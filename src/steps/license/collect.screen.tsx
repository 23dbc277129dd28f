import { useState } from 'preact/hooks';
import type { Journey } from '../../activation/journey.ts';
import { type CarriedReceipt, type CarriedRequest, needsAnswer } from '../../activation/records.ts';
import type { Messages } from '../../messages/languages.ts';
import { Glyph, type GlyphName } from '../../ui/Glyph.tsx';
import { useWizard } from '../context.ts';
import { ScreenFrame } from '../frame/ScreenFrame.tsx';
import { Intake } from '../intake/Intake.tsx';

/** Step 2 begins: takes a machine's request in, or continues with an earlier one. */
export default function Collect() {
  const { journey, messages } = useWizard();
  const { carriedRequests, receipts, screen } = journey.state.value;
  return (
    <ScreenFrame
      title={messages.collect.title}
      lead={'camera' in screen ? null : messages.collect.text}
      after={
        <button type="button" class="quiet" onClick={journey.computers.begin}>
          {messages.computers.begin}
        </button>
      }
    >
      <Intake />
      {carriedRequests.length > 0 && (
        <>
          <h2>{messages.collect.list}</h2>
          {journey.products.map(({ product }) => (
            <Requests key={product.id} product={product} />
          ))}
        </>
      )}
      {receipts.length > 0 && (
        <>
          <h2>{messages.receipt.list}</h2>
          <ul class="records">
            {receipts.map((receipt) => (
              <ReceiptRow key={receipt.id} receipt={receipt} />
            ))}
          </ul>
        </>
      )}
    </ScreenFrame>
  );
}

/** The requests of a product, under its name where the page serves several. */
function Requests({ product: { id, name } }: { product: { readonly id: string; readonly name: string } }) {
  const { journey } = useWizard();
  const carriedRequests = journey.state.value.carriedRequests.filter(({ product }) => product === id);
  if (carriedRequests.length === 0) return null;
  return (
    <section class="group">
      {journey.several && <h3>{name}</h3>}
      {/* Before the list, which for a classroom is longer than the screen. */}
      <ForAll product={id} carriedRequests={carriedRequests} />
      <ul class="records">
        {carriedRequests.map((carriedRequest) => (
          <CarriedRequestRow key={carriedRequest.requestId} carriedRequest={carriedRequest} />
        ))}
      </ul>
    </section>
  );
}

interface ForAllProps {
  readonly product: string;
  readonly carriedRequests: readonly CarriedRequest[];
}

/** Many machines at once: one order for all open requests, one file with all licenses. */
function ForAll({ product, carriedRequests }: ForAllProps) {
  const { journey, messages } = useWizard();
  const [saved, setSaved] = useState('');
  const count = (stage: CarriedRequest['stage']) =>
    carriedRequests.filter((carriedRequest) => carriedRequest.stage === stage).length;
  const questions = carriedRequests.filter(needsAnswer).length;
  const [open, licensed] = [count('open') - questions, count('licensed')];
  const refused = carriedRequests.filter((carriedRequest) => carriedRequest.refusal).length - questions;
  return (
    <>
      {open > 1 && (
        <button type="button" onClick={() => journey.courier.orderAllOpen(product)}>
          {messages.collect.orderAll(open)}
        </button>
      )}
      {licensed > 1 && (
        <>
          <button type="button" onClick={() => setSaved(journey.saveAll(product) ?? '')}>
            <Glyph name="download" size={20} />
            {messages.collect.saveAll(licensed)}
          </button>
          <button type="button" onClick={() => journey.courier.showAll(product)}>
            <Glyph name="code" size={20} />
            {messages.collect.showAll(licensed)}
          </button>
        </>
      )}
      <p class="announcement" role="status">
        {saved && messages.collect.savedAll(saved)}
        {!saved && questions > 0 && messages.collect.questions(questions)}{' '}
        {!saved && refused > 0 && messages.collect.refusedSome(refused)}
      </p>
    </>
  );
}

const stageGlyphs: Record<CarriedRequest['stage'], GlyphName> = { open: 'arrow', waiting: 'clock', licensed: 'check' };

function CarriedRequestRow({ carriedRequest }: { carriedRequest: CarriedRequest }) {
  const { journey, messages } = useWizard();
  const { collect } = messages;
  const held = carriedRequest.stage === 'waiting' && journey.state.value.unreachable?.code === 'too-many-attempts';
  const type = journey.courier.licenseOf(carriedRequest.requestId)?.licenseType ?? carriedRequest.draft.licenseType;
  const received = new Intl.DateTimeFormat(messages.language, { dateStyle: 'medium', timeStyle: 'short' });
  const asks = needsAnswer(carriedRequest);
  const refused = carriedRequest.refusal && !asks;
  const term = journey.courier.renewalOf(carriedRequest.requestId);
  const isRenewable = type !== null && journey.isRenewable(type, carriedRequest.product);
  const end = endWords(messages, term, isRenewable);
  const glyph = carriedRequest.refusal ? 'alert' : end ? 'clock' : stageGlyphs[carriedRequest.stage];
  return (
    <li>
      <button type="button" class="row" onClick={() => journey.courier.open(carriedRequest.requestId)}>
        <strong translate={false}>{carriedRequest.machine}</strong>
        {type && <span>{journey.nameOfType(type, carriedRequest.product)}</span>}
        <span class="hint">{collect.from(received.format(new Date(carriedRequest.receivedAt)))}</span>
        <span class={carriedRequest.refusal ? 'stage refused' : 'stage'}>
          {asks
            ? collect.question
            : refused
              ? collect.refused
              : held
                ? collect.held
                : (end ?? collect.stages[carriedRequest.stage])}
          <Glyph name={glyph} size={20} />
        </span>
      </button>
    </li>
  );
}

type CarriedTerm = ReturnType<Journey['courier']['renewalOf']>;

/** @returns how long a license lasts, once its end is near; null before that */
function endWords({ renewal }: Messages, term: CarriedTerm, isRenewable: boolean): string | null {
  const words = isRenewable ? renewal.onPhone : { left: renewal.daysLeft, ended: renewal.ended };
  if (term?.term === 'ending') return words.left(term.daysLeft);
  return term?.term === 'ended' ? words.ended : null;
}

function ReceiptRow({ receipt }: { receipt: CarriedReceipt }) {
  const { journey, messages } = useWizard();
  const { id, product, machine, receivedAt, answer, refusal } = receipt;
  const received = new Intl.DateTimeFormat(messages.language, { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <li>
      <button type="button" class="row" onClick={() => journey.receipts.open(id)}>
        <strong translate={false}>{machine}</strong>
        {journey.several && <span>{journey.profileOf(product).product.name}</span>}
        <span class="hint">{messages.collect.from(received.format(new Date(receivedAt)))}</span>
        <span class={refusal ? 'stage refused' : 'stage'}>
          {refusal ? messages.collect.refused : answer ? messages.receipt.taken : messages.collect.stages.waiting}
          <Glyph name={refusal ? 'alert' : answer ? 'check' : 'clock'} size={20} />
        </span>
      </button>
    </li>
  );
}
