import { Refusal } from '../../../src/refusal.ts';
import { locksOfLicense } from '../../store/returns.ts';
import * as seats from '../../store/seats.ts';
import { type ChangeParts, occasionOf } from './parts.ts';

/**
 * Releases the seat of a dead or lost machine for another one. The license on the machine stays valid, because a machine
 * without a network cannot be told.
 *
 * @param licenseId any license of the seat
 * @returns `released-before` when the seat was already free
 * @throws Refusal `activation-unknown`
 */
export async function releaseSeat(parts: ChangeParts, licenseId: string): Promise<'released' | 'released-before'> {
  const outcome = await parts.writer.write(
    async ({ transaction, record }) => {
      const license = await transaction
        .selectFrom('licenses')
        .select(['seat_id', 'product'])
        .where('id', '=', licenseId)
        .executeTakeFirst();
      if (license === undefined) return 'unknown';
      const { at, actor } = occasionOf(parts);
      const pool = await seats.releaseSeat(transaction, license.seat_id, { at, reason: 'released' });
      if (pool === null) return 'released-before';
      record({
        at,
        actor,
        event: 'seat-released',
        facts: { license: licenseId, product: license.product, pool, seat: license.seat_id },
      });
      return 'released';
    },
    await locksOfLicense(parts.writer.store, licenseId),
  );
  if (outcome === 'unknown') throw new Refusal('activation-unknown');
  return outcome;
}
