import { useMemo, useRef, useState } from 'preact/hooks';
import { listActions } from '../../activation/list/list.ts';
import { computersIn, type ListRow, rowsOf, shownRows } from '../../activation/list/rows.ts';
import { Button } from '../../ui/Button.tsx';
import { CheckRow } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useWizard } from '../context.ts';
import { CopiedCodeButton } from '../copied/CopiedCodeButton.tsx';
import { ScreenFrame } from '../frame/ScreenFrame.tsx';
import { ServiceNote } from '../frame/ServiceNote.tsx';
import { Intake } from '../intake/Intake.tsx';
import { ComputerRow } from './ComputerRow.tsx';
import { shortDates } from './dates.ts';
import { Selection } from './Selection.tsx';
import { Toolbar } from './Toolbar.tsx';
import { useTerms } from './useTerms.ts';

/** The computers for which this device fetches licenses. */
export default function ComputerList() {
  const { journey, messages } = useWizard();
  const { list: words } = messages;
  const { carriedRequests, receipts, list: view } = journey.state.value;
  const rows = useMemo(() => rowsOf({ carriedRequests, receipts }), [carriedRequests, receipts]);
  const shown = useMemo(() => shownRows(rows, view, messages.language), [rows, view, messages]);
  return (
    <ScreenFrame title={words.title(computersIn(rows))} layout="open">
      <div class="computer-list">
        <Removed />
        <WhyWaiting rows={rows} />
        <Toolbar shown={shown} />
        <Rows rows={shown.rows} />
        <section class="list-add" aria-labelledby="list-add">
          <h2 id="list-add">{words.add}</h2>
          <Intake cameraIsElsewhere />
          <CopiedCodeButton />
          <Button look="quiet" onPress={journey.openComputers}>
            {messages.shell.computers}
          </Button>
        </section>
        <Selection rows={shown.rows} />
      </div>
    </ScreenFrame>
  );
}

function Rows({ rows }: { readonly rows: readonly ListRow[] }) {
  const { journey, messages } = useWizard();
  const { list: words } = messages;
  const ticked = new Set(journey.state.value.list.ticked);
  const dates = useMemo(() => shortDates(messages, journey.now()), [messages, rows]);
  const terms = useTerms();
  const tick = useTicking(rows);
  const all = rows.length > 0 && rows.every(({ id }) => ticked.has(id));
  if (rows.length === 0) {
    return (
      <p class="none-found">
        <span>{words.noneFound}</span>
        <Button look="quiet" small onPress={journey.part(listActions).showAll}>
          {words.showAll}
        </Button>
      </p>
    );
  }
  return (
    <>
      <CheckRow
        label={words.tickAll(rows.length)}
        checked={all}
        onChange={(isTicked) =>
          journey.part(listActions).tick(
            rows.map(({ id }) => id),
            isTicked,
          )
        }
      />
      <ul class="list computers" aria-label={words.label} onClickCapture={tick.notePress} onKeyDown={tick.notePress}>
        {rows.map((row) => (
          <ComputerRow
            key={row.id}
            row={row}
            date={dates(row.receivedAt)}
            term={terms.get(row.id) ?? null}
            isTicked={ticked.has(row.id)}
            onTick={tick.onTick}
          />
        ))}
      </ul>
    </>
  );
}

/** Ticks one row, or with Shift all rows since the one ticked before. */
function useTicking(rows: readonly ListRow[]) {
  const { journey } = useWizard();
  const last = useRef<string | null>(null);
  const isShifted = useRef(false);
  return {
    notePress(event: MouseEvent | KeyboardEvent): void {
      // The click that a label passes on to its box has lost the key in some browsers.
      const isPassedOn = event instanceof MouseEvent && event.detail === 0 && !event.shiftKey;
      if (!isPassedOn) isShifted.current = event.shiftKey;
    },
    onTick(id: string, isTicked: boolean): void {
      const [from, to] = [last.current, id].map((one) => rows.findIndex((row) => row.id === one));
      const isRange = isShifted.current && from !== undefined && from >= 0 && to !== undefined;
      const ids = isRange ? rows.slice(Math.min(from, to), Math.max(from, to) + 1).map((row) => row.id) : [id];
      journey.part(listActions).tick(ids, isTicked);
      last.current = id;
      isShifted.current = false;
    },
  };
}

/** What was removed last, and the way to put it back. */
function Removed() {
  const { journey, messages } = useWizard();
  const { list: words } = messages;
  const { removed } = journey.state.value;
  const [isRestored, setRestored] = useState(false);
  const count = removed ? removed.carriedRequests.length + removed.receipts.length : 0;

  async function undo(): Promise<void> {
    await journey.part(listActions).undo();
    setRestored(true);
  }

  return (
    <div role="status">
      {count === 0 && isRestored && <p class="unseen">{words.restored}</p>}
      {count > 0 && (
        <Notice
          action={
            <>
              <Button small onPress={() => void undo()}>
                {words.undo}
              </Button>
              <Button look="quiet" small onPress={() => void journey.part(listActions).dismissRemoved()}>
                {words.forget}
              </Button>
            </>
          }
        >
          <span>{words.removed(count)}</span>
        </Notice>
      )}
    </div>
  );
}

/** Why orders wait, while some do. */
function WhyWaiting({ rows }: { readonly rows: readonly ListRow[] }) {
  const { journey, messages } = useWizard();
  const { unreachable, busy } = journey.state.value;
  if (!unreachable || !rows.some(({ state }) => state === 'waiting')) return null;
  return (
    <div class="why-waiting">
      <ServiceNote refusal={unreachable} repeats />
      <Button small busy={busy} onPress={() => void journey.courier.retry()}>
        {messages.waiting.retry}
      </Button>
    </div>
  );
}
