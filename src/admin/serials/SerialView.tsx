import type { Serial } from '../../contract/admin/serials.ts';
import { useAdmin } from '../context.ts';
import { Frame } from '../frame/Frame.tsx';
import { ConfirmedAction } from '../parts/ConfirmedAction.tsx';
import { type Fact, Facts } from '../parts/Facts.tsx';
import { MissingScope, RefusalNotice } from '../parts/RefusalNotice.tsx';
import { Results } from '../parts/Results.tsx';
import { Until, useDates, When } from '../parts/When.tsx';
import { ChangeForm } from './ChangeForm.tsx';
import { SeatRows } from './SeatRows.tsx';
import { SerialHistory } from './SerialHistory.tsx';
import { SeatBar, SerialState } from './SerialList.tsx';
import { shortMask } from './shortMask.ts';

/** One serial number: details, seats and actions. */
export function SerialView() {
  const { admin, messages } = useAdmin();
  const { shown: serial, refusal } = admin.serial.state.value;
  const draft = admin.serial.draft.value;
  const { serial: words, nav } = messages;
  const dates = useDates();
  const back = { to: { at: 'serials' }, label: words.back } as const;
  if (!admin.session.can('serials:read')) {
    return (
      <Frame title={nav.serials}>
        <MissingScope scope="serials:read" />
      </Frame>
    );
  }
  if (serial === null) {
    return (
      <Frame title={nav.serials} back={back}>
        {refusal ? (
          <RefusalNotice refusal={refusal} again={admin.navigation.refresh} />
        ) : (
          <p class="opening">{messages.loading}</p>
        )}
      </Frame>
    );
  }
  return (
    <Frame
      key={serial.serialId}
      title={words.title(shortMask(serial.masked))}
      beside={<SerialState serial={serial} />}
      back={back}
      actions={admin.session.can('serials:write') && <Actions serial={serial} />}
    >
      {refusal && !draft && <RefusalNotice refusal={refusal} />}
      {serial.blockedAt && <p class="remark warning">{words.wasBlocked(dates.day(serial.blockedAt))}</p>}
      {draft && <ChangeForm serial={serial} draft={draft} />}
      <div class="columns">
        <section class="panel">
          <h2>{words.facts}</h2>
          <SerialFacts serial={serial} />
        </section>
        <section class="panel">
          <h2>{words.history}</h2>
          <SerialHistory history={serial.history} />
        </section>
      </div>
      <section class="its-seats">
        <h2>{words.seats}</h2>
        <Results
          counted={false}
          list={admin.lists.seats}
          empty={{ title: words.none, text: '' }}
          nothing={{ title: words.none, text: '' }}
        >
          <SeatRows
            {...admin.lists.seats.state.value}
            more={() => void admin.lists.seats.more()}
            caption={words.seats}
          />
        </Results>
      </section>
      {serial.givenUp.length > 0 && (
        <section class="its-seats">
          <h2>{words.givenUp}</h2>
          <SeatRows rows={serial.givenUp} next={null} loading={null} more={() => {}} caption={words.givenUp} />
        </section>
      )}
    </Frame>
  );
}

function Actions({ serial }: { readonly serial: Serial }) {
  const { admin, messages } = useAdmin();
  const { doing } = admin.serial.state.value;
  const busy = doing === 'blocking' || doing === 'changing';
  return (
    <>
      {!admin.serial.draft.value && (
        <button type="button" aria-disabled={busy} onClick={() => !busy && admin.serial.edit()}>
          {messages.serialChange.open}
        </button>
      )}
      <BlockButton serial={serial} />
    </>
  );
}

function BlockButton({ serial }: { readonly serial: Serial }) {
  const { admin, messages } = useAdmin();
  const { serial: words, block, unblock } = messages;
  const isBlocked = serial.blockedAt !== null;
  const dialog = isBlocked ? unblock : block;
  return (
    <ConfirmedAction
      label={isBlocked ? words.unblock : words.block}
      title={dialog.title}
      confirm={dialog.confirm}
      working={dialog.busy}
      busy={admin.serial.state.value.doing === 'blocking'}
      danger={!isBlocked}
      run={() => admin.serial.block(!isBlocked)}
    >
      {isBlocked ? (
        <p>{unblock.text}</p>
      ) : (
        <ul>
          <li>{block.stop}</li>
          <li>{block.stay}</li>
          <li>{block.undo}</li>
        </ul>
      )}
    </ConfirmedAction>
  );
}

function SerialFacts({ serial }: { readonly serial: Serial }) {
  const { admin, messages } = useAdmin();
  const { columns, facts } = messages;
  const rows: readonly (Fact | null)[] = [
    [
      columns.serial,
      <bdi key="masked" class="mono">
        {serial.masked}
      </bdi>,
    ],
    admin.products.hasSeveral.value
      ? [columns.product, <bdi key="product">{admin.products.nameOf(serial.product)}</bdi>]
      : null,
    [columns.type, admin.nameOfType(serial.licenseType, serial.product)],
    [
      columns.seats,
      <span key="seats" class="seats-fact">
        {facts.taken(serial.seatsTaken, serial.seats)}
        <SeatBar taken={serial.seatsTaken} seats={serial.seats} />
      </span>,
    ],
    [columns.holder, <bdi key="holder">{serial.holder || facts.noHolder}</bdi>],
    [columns.created, <When key="created" at={serial.createdAt} />],
    serial.soldAt === serial.createdAt ? null : [facts.sold, <When key="sold" at={serial.soldAt} />],
    [
      facts.firstActivated,
      serial.firstActivatedAt ? <When key="activated" at={serial.firstActivatedAt} /> : facts.notActivated,
    ],
    [columns.expires, serial.expiresAt ? <Until key="expires" end={serial.expiresAt} /> : facts.forever],
    [facts.term, serial.termDays === null ? facts.termOfType : facts.days(serial.termDays)],
    serial.features.length > 0 ? [facts.features, <bdi key="features">{serial.features.join(', ')}</bdi>] : null,
    serial.note === '' ? null : [facts.note, <bdi key="note">{serial.note}</bdi>],
  ];
  return <Facts facts={rows.flatMap((row) => (row === null ? [] : [row]))} />;
}
