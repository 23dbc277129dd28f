import { type Outcome, outcomeOf, type RefusedGroup } from '../../activation/batch/outcome.ts';
import { batchActions } from '../../activation/courier/batchOrders.ts';
import type { CarriedRequest } from '../../activation/records.ts';
import type { Messages } from '../../messages/languages.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { Meter } from '../../ui/Meter.tsx';
import { useWizard } from '../context.ts';
import { RefusalText } from '../frame/RefusalText.tsx';
import { ScreenFrame } from '../frame/ScreenFrame.tsx';
import { ServiceNote } from '../frame/ServiceNote.tsx';
import type { ScreenProps } from '../views.ts';
import { MachineId } from './ComputerRow.tsx';

/** What became of an order for several: licenses, and refusals by their reason, each with what to do. */
export default function OrderOutcome({ screen: { requestIds } }: ScreenProps<'outcome'>) {
  const { journey, messages } = useWizard();
  const { outcome: words } = messages.list;
  const { carriedRequests, unreachable } = journey.state.value;
  const outcome = outcomeOf(requestIds, carriedRequests);
  const { licensed, waiting, asks, open, refused } = outcome;
  const all = licensed.length + waiting.length + asks.length + refusedIn(outcome);
  return (
    <ScreenFrame title={titleOf(outcome, unreachable !== null, messages)} actions={<Actions outcome={outcome} />}>
      {waiting.length > 0 && (
        <>
          <Meter
            label={words.progress}
            text={words.answered(all - waiting.length, all)}
            share={all === 0 ? 0 : (all - waiting.length) / all}
            tone="accent"
          />
          <p role="status">{words.answered(all - waiting.length, all)}</p>
          <WhyWaiting />
        </>
      )}
      {refused.map((group) => (
        <Refused key={JSON.stringify(group.refusal)} group={group} />
      ))}
      {asks.length > 0 && <Asking requests={asks} />}
      {open.length > 0 && (
        <Card title={words.open(open.length)}>
          <Named requests={open} />
        </Card>
      )}
    </ScreenFrame>
  );
}

function titleOf(outcome: Outcome, isUnreachable: boolean, { list: { outcome: words } }: Messages): string {
  const { licensed, waiting, asks, open } = outcome;
  const refused = refusedIn(outcome);
  if (waiting.length > 0) return isUnreachable ? words.waiting(waiting.length) : words.sending(waiting.length);
  if (licensed.length > 0) return refused > 0 ? words.mixed(licensed.length, refused) : words.licensed(licensed.length);
  if (refused > 0) return words.refused(refused);
  return asks.length > 0 ? words.asks(asks.length) : words.open(open.length);
}

const refusedIn = ({ refused }: Outcome) => refused.reduce((sum, { requests }) => sum + requests.length, 0);

function Actions({ outcome: { licensed: answered, waiting } }: { readonly outcome: Outcome }) {
  const { journey, messages } = useWizard();
  const { list: words } = messages;
  // A confirmation code is shown by itself.
  const licensed = answered.filter(({ license }) => license);
  const [first] = licensed;
  const ids = licensed.map(({ requestId }) => requestId);
  return (
    <>
      {first && (
        <Button
          look={waiting.length === 0 ? 'primary' : 'plain'}
          onPress={() => journey.courier.showAll(first.product, ids)}
        >
          {words.show(licensed.length)}
        </Button>
      )}
      <Button look={first && waiting.length === 0 ? 'plain' : 'primary'} onPress={journey.courier.collect}>
        {words.outcome.list}
      </Button>
    </>
  );
}

/** One reason, the computers that it concerns, and the way to order them again. */
function Refused({ group: { refusal, requests } }: { readonly group: RefusedGroup }) {
  const { journey, messages } = useWizard();
  const { title } = messages.refusal(refusal.code, refusal.details);
  return (
    <Card title={`${title} (${requests.length})`}>
      <RefusalText refusal={refusal} messages={messages} />
      <Named requests={requests} />
      <Button onPress={() => void journey.part(batchActions).orderAgain(requests)}>
        {messages.list.outcome.again(requests.length)}
      </Button>
    </Card>
  );
}

/** The service asks about each of these by itself. */
function Asking({ requests }: { readonly requests: readonly CarriedRequest[] }) {
  const { journey, messages } = useWizard();
  const { outcome: words } = messages.list;
  return (
    <Card title={words.asks(requests.length)}>
      <ul class="list">
        {requests.map(({ requestId, name, machine }) => (
          <li key={requestId} class="asking-row">
            <span>
              {name && <bdi>{name}</bdi>} <MachineId>{machine}</MachineId>
            </span>
            <Button small name={`${words.answer}: ${name || machine}`} onPress={() => journey.courier.open(requestId)}>
              {words.answer}
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Named({ requests }: { readonly requests: readonly CarriedRequest[] }) {
  return (
    <ul class="named">
      {requests.map(({ requestId, name, machine }) => (
        <li key={requestId}>
          {name && <bdi>{name}</bdi>} <MachineId>{machine}</MachineId>
        </li>
      ))}
    </ul>
  );
}

function WhyWaiting() {
  const { journey, messages } = useWizard();
  const { unreachable, busy } = journey.state.value;
  if (!unreachable) return null;
  return (
    <>
      <ServiceNote refusal={unreachable} repeats />
      <Button small busy={busy} onPress={() => void journey.courier.retry()}>
        {messages.waiting.retry}
      </Button>
    </>
  );
}
