import type { Activation } from '../../contract/admin/activations.ts';
import { Pill } from '../../ui/Pill.tsx';
import { useAdmin } from '../context.ts';
import { fragmentOf } from '../model/view.ts';
import { type Column, Rows } from '../parts/Rows.tsx';
import { Until, When } from '../parts/When.tsx';
import { shortMask } from '../serials/shortMask.ts';

export function ActivationRows() {
  const { admin, messages } = useAdmin();
  const { columns: titles, none, facts } = messages;
  const machine: Column<Activation> = { name: 'machine', title: titles.machine, cell: (row) => row.machine };
  const product: Column<Activation> = {
    name: 'product',
    title: titles.product,
    cell: (row) => <bdi>{admin.products.nameOf(row.product)}</bdi>,
  };
  const columns: readonly Column<Activation>[] = [
    { name: 'holder', title: titles.holder, cell: (row) => <bdi>{row.holder || none}</bdi> },
    ...(admin.products.hasSeveral.value ? [product] : []),
    { name: 'type', title: titles.type, cell: (row) => admin.nameOfType(row.licenseType, row.product) },
    {
      name: 'serial',
      title: titles.serial,
      cell: (row) => <bdi>{row.serialMasked === null ? none : shortMask(row.serialMasked)}</bdi>,
    },
    { name: 'issued', title: titles.issued, cell: (row) => <When at={row.issuedAt} /> },
    {
      name: 'until',
      title: titles.until,
      cell: (row) => (row.stopDate ? <Until end={row.stopDate} /> : facts.forever),
    },
    { name: 'state', title: titles.state, cell: (row) => <ActivationState row={row} /> },
  ];
  const { rows, next, loading } = admin.lists.activations.state.value;
  return (
    <Rows
      rows={rows ?? []}
      next={next}
      loading={loading}
      more={() => void admin.lists.activations.more()}
      caption={messages.activations.caption}
      keyOf={(row) => row.licenseId}
      linkOf={(row) => fragmentOf({ at: 'activation', id: row.licenseId })}
      columns={[machine, ...columns]}
    />
  );
}

type StateOfSeat = Pick<Activation, 'flaggedAt' | 'releasedAt' | 'releaseReason'>;

/** State of an activation as badges. */
export function ActivationState({ row }: { readonly row: StateOfSeat & { readonly stopDate?: string | null } }) {
  const { admin, messages } = useAdmin();
  const { badges } = messages;
  const isOver = typeof row.stopDate === 'string' && new Date(row.stopDate) <= admin.now();
  return (
    <span class="badges">
      {row.releasedAt && <Pill tone="plain">{badges[row.releaseReason ?? 'released']}</Pill>}
      {row.flaggedAt && !row.releasedAt && <Pill tone="warning">{badges.flagged}</Pill>}
      {isOver && <Pill tone="plain">{badges.ended}</Pill>}
      {!row.releasedAt && !row.flaggedAt && !isOver && <Pill tone="good">{badges.active}</Pill>}
    </span>
  );
}
