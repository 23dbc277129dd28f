import type { Serial } from '../../contract/admin/serials.ts';
import { Glyph } from '../../ui/Glyph.tsx';
import { Pill } from '../../ui/Pill.tsx';
import { useAdmin } from '../context.ts';
import { Frame } from '../frame/Frame.tsx';
import { fragmentOf } from '../model/view.ts';
import { ExportButton, ExportRefusal } from '../parts/ExportButton.tsx';
import { ProductFilter } from '../parts/ProductFilter.tsx';
import { MissingScope } from '../parts/RefusalNotice.tsx';
import { Results } from '../parts/Results.tsx';
import { type Column, Rows } from '../parts/Rows.tsx';
import { Search } from '../parts/Search.tsx';
import { Until, When } from '../parts/When.tsx';
import { shortMask } from './shortMask.ts';

export function SerialList() {
  const { admin, messages } = useAdmin();
  const { serials: words, list } = messages;
  const mint = admin.session.can('serials:write') && (
    <a class="button small primary" href="#mint">
      <Glyph name="plus" size={18} />
      {words.mint}
    </a>
  );
  if (!admin.session.can('serials:read')) {
    return (
      <Frame title={words.title} actions={mint}>
        <MissingScope scope="serials:read" />
      </Frame>
    );
  }
  const actions = (
    <>
      <ExportButton />
      {mint}
    </>
  );
  return (
    <Frame title={words.title} actions={actions}>
      <div class="tools">
        <Search
          list={admin.lists.serials}
          label={words.search}
          placeholder={words.placeholder}
          hint={words.searchHint}
        />
        <ProductFilter />
      </div>
      <ExportRefusal />
      <Results
        list={admin.lists.serials}
        narrowed={admin.products.chosen.value !== null}
        empty={{ title: words.empty, text: words.emptyText }}
        nothing={{ title: list.nothing(admin.lists.serials.state.value.found), text: words.nothingText }}
      >
        <SerialRows />
      </Results>
    </Frame>
  );
}

function SerialRows() {
  const { admin, messages } = useAdmin();
  const { columns: titles, none, facts } = messages;
  const { rows, next, loading } = admin.lists.serials.state.value;
  const product: Column<Serial> = {
    name: 'product',
    title: titles.product,
    cell: (row) => <bdi>{admin.products.nameOf(row.product)}</bdi>,
  };
  const columns: readonly Column<Serial>[] = [
    { name: 'holder', title: titles.holder, cell: (row) => <bdi>{row.holder || none}</bdi> },
    ...(admin.products.hasSeveral.value ? [product] : []),
    { name: 'type', title: titles.type, cell: (row) => admin.nameOfType(row.licenseType, row.product) },
    { name: 'seats', title: titles.seats, cell: (row) => <Seats serial={row} /> },
    { name: 'created', title: titles.created, cell: (row) => <When at={row.createdAt} /> },
    {
      name: 'until',
      title: titles.expires,
      cell: (row) => (row.expiresAt ? <Until end={row.expiresAt} /> : facts.forever),
    },
    { name: 'state', title: titles.state, cell: (row) => <SerialState serial={row} /> },
  ];
  return (
    <Rows
      rows={rows ?? []}
      next={next}
      loading={loading}
      more={() => void admin.lists.serials.more()}
      caption={messages.serials.caption}
      keyOf={(row) => row.serialId}
      linkOf={(row) => fragmentOf({ at: 'serial', id: row.serialId })}
      columns={[
        { name: 'serial', title: titles.serial, cell: (row) => <bdi>{shortMask(row.masked)}</bdi> },
        ...columns,
      ]}
    />
  );
}

function Seats({ serial: { seats, seatsTaken } }: { readonly serial: Serial }) {
  const { messages } = useAdmin();
  return (
    <span class="seats">
      <span>{messages.facts.seatOf(seatsTaken, seats)}</span>
      <SeatBar taken={seatsTaken} seats={seats} />
    </span>
  );
}

/** Decorative: the numbers are next to it as text. */
export function SeatBar({ taken, seats }: { readonly taken: number; readonly seats: number }) {
  const width = 100;
  const filled = seats === 0 ? 0 : Math.min(width, (taken / seats) * width);
  return (
    <svg class="seat-bar" viewBox={`0 0 ${width} 6`} preserveAspectRatio="none" aria-hidden="true">
      <rect class="seat-bar-ground" width={width} height="6" />
      <rect class="seat-bar-taken" width={taken > 0 ? Math.max(2, filled) : 0} height="6" />
    </svg>
  );
}

export function SerialState({ serial }: { readonly serial: Serial }) {
  const { admin, messages } = useAdmin();
  const { badges } = messages;
  const isOver = serial.expiresAt !== null && new Date(serial.expiresAt) <= admin.now();
  const isFull = serial.seatsTaken >= serial.seats;
  return (
    <span class="badges">
      {serial.blockedAt && <Pill tone="warning">{badges.blocked}</Pill>}
      {isOver && <Pill tone="plain">{badges.expired}</Pill>}
      {isFull && <Pill tone="plain">{badges.full}</Pill>}
      {!serial.blockedAt && !isOver && !isFull && <Pill tone="good">{badges.active}</Pill>}
    </span>
  );
}
