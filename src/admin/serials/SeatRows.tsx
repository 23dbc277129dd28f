import type { Seat } from '../../contract/admin/serials.ts';
import { ActivationState } from '../activations/ActivationRows.tsx';
import { useAdmin } from '../context.ts';
import { fragmentOf } from '../model/view.ts';
import { type Column, Rows } from '../parts/Rows.tsx';
import { When } from '../parts/When.tsx';

interface SeatRowsProps {
  readonly rows: readonly Seat[] | null;
  readonly next: string | null;
  readonly loading: 'first' | 'more' | null;
  readonly more: () => void;
  readonly caption: string;
}

/** Seats of a serial number, each with its machine. */
export function SeatRows({ rows, next, loading, more, caption }: SeatRowsProps) {
  const { messages } = useAdmin();
  const { columns: titles, none } = messages;
  const columns: readonly Column<Seat>[] = [
    { name: 'seat', title: titles.seat, cell: (row) => (row.number === 0 ? none : row.number) },
    { name: 'holder', title: titles.holder, cell: (row) => <bdi>{row.holder || none}</bdi> },
    { name: 'taken', title: titles.taken, cell: (row) => <When at={row.takenAt} /> },
    { name: 'issued', title: titles.renewed, cell: (row) => <When at={row.issuedAt} /> },
    { name: 'state', title: titles.state, cell: (row) => <ActivationState row={row} /> },
  ];
  return (
    <Rows
      rows={rows ?? []}
      next={next}
      loading={loading}
      more={more}
      caption={caption}
      keyOf={(row) => row.seatId}
      linkOf={(row) => fragmentOf({ at: 'activation', id: row.licenseId })}
      columns={[{ name: 'machine', title: titles.machine, cell: (row) => row.machine }, ...columns]}
    />
  );
}
