import { MOST_ROWS } from '../../server/licensing/administration/page.ts';
import { type Criterion, recognizeSearch } from '../../server/licensing/administration/search/recognizeSearch.ts';
import { searchActivations } from '../../server/licensing/administration/search/searchActivations.ts';
import type { ActivationRow } from '../../server/store/activationRows.ts';
import type { Store } from '../../server/store/tables.ts';
import { Refusal } from '../../src/refusal.ts';
import { CommandError } from '../errors.ts';

/** Criteria that name one machine or request; a serial number or a holder may have many activations. */
const naming: readonly Criterion['by'][] = ['id', 'installation', 'machine'];

/**
 * Finds the activation that an argument names: of several licenses on one seat the newest.
 *
 * @param text as typed
 * @throws Refusal `activation-unknown`; CommandError `activation-ambiguous` with `ids` when several seats match
 */
export async function findOneActivation(store: Store, text: string): Promise<ActivationRow> {
  const criteria = recognizeSearch(text).filter(({ by }) => naming.includes(by));
  const { rows } = await searchActivations(store, { text }, { limit: MOST_ROWS });
  const found = rows.filter((row) => criteria.some((criterion) => isNamed(row, criterion)));
  const seats = new Map<string, ActivationRow>();
  // The newest come first.
  for (const row of found) if (!seats.has(row.seatId)) seats.set(row.seatId, row);
  const [only, another] = seats.values();
  if (only === undefined) throw new Refusal('activation-unknown');
  if (another === undefined) return only;
  throw new CommandError('activation-ambiguous', { ids: [...seats.values()].map((row) => row.licenseId).join(', ') });
}

function isNamed(row: ActivationRow, criterion: Criterion): boolean {
  if (criterion.by === 'id') return [row.licenseId, row.requestId].includes(criterion.id);
  return 'machine' in criterion && row.machine === criterion.machine;
}
