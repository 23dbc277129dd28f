import type { RequestState } from '../../activation/courier/requestState.ts';
import type { ListRow as Row } from '../../activation/list/rows.ts';
import type { Messages } from '../../messages/languages.ts';
import { ListRow } from '../../ui/ListRow.tsx';
import { Pill, type Tone } from '../../ui/Pill.tsx';
import { useWizard } from '../context.ts';
import type { RenewalTerm } from './useTerms.ts';

const tones: Record<RequestState, Tone> = {
  new: 'accent',
  asks: 'warning',
  waiting: 'warning',
  refused: 'bad',
  licensed: 'good',
  delivered: 'plain',
  returned: 'plain',
};

interface ComputerRowProps {
  readonly row: Row;
  readonly date: string;
  /** How near its end the license is; null while that is far, or not known yet. */
  readonly term: RenewalTerm | null;
  readonly isTicked: boolean;
  readonly onTick: (id: string, isTicked: boolean) => void;
}

/** One computer of the list: its name, its ID, when its request came, its state. */
export function ComputerRow({ row, date, term, isTicked, onTick }: ComputerRowProps) {
  const { journey, messages } = useWizard();
  const { id, name, machine, request, receipt, product, state } = row;
  const type = request?.draft.licenseType ?? null;
  const end = state === 'licensed' || state === 'delivered' ? endWords(messages, term, isRenewable()) : null;
  const called = name || machine;

  function isRenewable(): boolean {
    return type !== null && journey.isRenewable(type, product);
  }

  function open(): void {
    if (receipt) journey.receipts.open(receipt.id);
    else journey.courier.open(id);
  }

  return (
    <ListRow
      title={name ? <bdi>{name}</bdi> : <MachineId>{machine}</MachineId>}
      detail={
        <>
          {name && (
            <>
              <MachineId>{machine}</MachineId> ·{' '}
            </>
          )}
          {date}
          {type !== null && ` · ${journey.nameOfType(type, product)}`}
          {request?.code && ` · ${messages.copied.inList}`}
          {receipt && ` · ${messages.list.receipt}`}
          {journey.several && ` · ${journey.profileOf(product).product.name}`}
        </>
      }
      state={<Pill tone={end ? 'warning' : tones[state]}>{end ?? messages.list.states[state]}</Pill>}
      onOpen={open}
      tick={{ label: messages.list.tick(called), ticked: isTicked, onTick: (ticked) => onTick(id, ticked) }}
    />
  );
}

export function MachineId({ children }: { readonly children: string }) {
  return (
    <span dir="ltr" class="machine-id" translate={false}>
      {children}
    </span>
  );
}

/** @returns how long a license lasts, once its end is near; null before that */
function endWords({ renewal }: Messages, term: RenewalTerm | null, isRenewable: boolean): string | null {
  const words = isRenewable ? renewal.onPhone : { left: renewal.daysLeft, ended: renewal.ended };
  if (term?.term === 'ending') return words.left(term.daysLeft);
  return term?.term === 'ended' ? words.ended : null;
}
