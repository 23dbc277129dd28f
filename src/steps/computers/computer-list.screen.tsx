import { computerActions } from '../../activation/computers/computers.ts';
import type { ListedComputers } from '../../activation/records.ts';
import type { Computer } from '../../contract/calls/computers.ts';
import { endDateIn } from '../../messages/endDate.ts';
import { Glyph } from '../../ui/Glyph.tsx';
import { useWizard } from '../context.ts';
import { ScreenFrame } from '../frame/ScreenFrame.tsx';

/** The computers that use a serial number. */
export default function ComputerList() {
  const { journey, messages } = useWizard();
  const { computers: words } = messages;
  const { computers: list } = journey.state.value;
  if (!list) return null;
  const { removed } = list;
  return (
    <ScreenFrame
      title={words.title}
      lead={words.taken(list.seatsTaken, list.seats)}
      actions={
        <>
          <button type="button" class="primary" onClick={() => void journey.part(computerActions).finish()}>
            {messages.done}
          </button>
          <button type="button" onClick={() => void journey.part(computerActions).reload()}>
            {words.reload}
          </button>
        </>
      }
    >
      <p class="announcement" role="status">
        {removed && words.removed(removed.machine, removed.seatsLeft)}
      </p>
      {list.computers.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <ul class="records">
          {list.computers.map((computer) => (
            <ComputerRow key={computer.id} computer={computer} product={list.product} />
          ))}
        </ul>
      )}
      {list.next !== null && (
        <button type="button" onClick={() => void journey.part(computerActions).more()}>
          {words.more}
        </button>
      )}
      <SoldFacts list={list} />
    </ScreenFrame>
  );
}

function ComputerRow({ computer, product }: { computer: Computer; product: string }) {
  const { journey, messages } = useWizard();
  const { computers: words, facts } = messages;
  const { id, machine, licenseType, stopDate, since } = computer;
  const day = new Intl.DateTimeFormat(messages.language, { dateStyle: 'medium' });
  return (
    <li>
      <button type="button" class="row" onClick={() => journey.part(computerActions).open(id)}>
        <strong dir="ltr" translate={false}>
          {machine}
        </strong>
        <span>{journey.nameOfType(licenseType, product)}</span>
        <span class="hint">{words.since(day.format(new Date(since)))}</span>
        <span class="stage">
          {stopDate === null ? facts.forever : words.until(endDateIn(messages.language, 'medium')(stopDate))}
          <Glyph name="arrow" size={20} />
        </span>
      </button>
    </li>
  );
}

/** What was sold with the serial number. */
function SoldFacts({ list }: { list: ListedComputers }) {
  const { journey, messages } = useWizard();
  const { facts, review, computers: words } = messages;
  return (
    <dl class="facts">
      {journey.several && (
        <>
          <dt>{review.product}</dt>
          <dd>{journey.profileOf(list.product).product.name}</dd>
        </>
      )}
      <dt>{facts.type}</dt>
      <dd>{journey.nameOfType(list.licenseType, list.product)}</dd>
      {list.holder && (
        <>
          <dt>{facts.holder}</dt>
          <dd>{list.holder}</dd>
        </>
      )}
      {list.expiresAt !== null && (
        <>
          <dt>{words.orderUntil}</dt>
          <dd>{endDateIn(messages.language, 'long')(list.expiresAt)}</dd>
        </>
      )}
    </dl>
  );
}
