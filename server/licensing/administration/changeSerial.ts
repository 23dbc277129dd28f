import { contractLimits } from '../../../src/contract/limits.ts';
import { Refusal } from '../../../src/refusal.ts';
import * as serials from '../../store/serials.ts';
import { type ChangeParts, occasionOf } from './parts.ts';
import { isCount } from './serialTerms.ts';

/**
 * Blocks a serial number: no new licenses. Issued licenses stay valid.
 *
 * @throws Refusal `serial-unknown`
 */
export async function blockSerial(parts: ChangeParts, serialId: string): Promise<'blocked' | 'blocked-before'> {
  return known(await parts.writer.write((context) => serials.blockSerial(context, serialId, occasionOf(parts))));
}

/**
 * Unblocks a serial number.
 *
 * @throws Refusal `serial-unknown`
 */
export async function unblockSerial(parts: ChangeParts, serialId: string): Promise<'unblocked' | 'not-blocked'> {
  return known(await parts.writer.write((context) => serials.unblockSerial(context, serialId, occasionOf(parts))));
}

/**
 * Changes how many seats a serial number has, to no fewer than are taken.
 *
 * @param seats 1 to {@link contractLimits}`.seats`
 * @throws Refusal `serial-unknown`; `serial-terms-invalid` with `field`; `seats-in-use` with `taken`
 */
export async function changeSeats(
  parts: ChangeParts,
  serialId: string,
  seats: number,
): Promise<{ readonly outcome: 'changed' | 'same'; readonly seats: number; readonly seatsTaken: number }> {
  if (!isCount(seats, contractLimits.seats)) throw new Refusal('serial-terms-invalid', { field: 'seats' });
  const change = { id: serialId, seats };
  const answer = known(await parts.writer.write((context) => serials.changeSeats(context, change, occasionOf(parts))));
  if (answer.outcome === 'in-use') throw new Refusal('seats-in-use', { taken: answer.taken });
  return { outcome: answer.outcome, seats, seatsTaken: answer.taken };
}

function known<Answer>(answer: Answer | 'unknown'): Answer {
  if (answer === 'unknown') throw new Refusal('serial-unknown');
  return answer;
}
