import { Refusal } from '../../../../src/refusal.ts';
import * as serials from '../../../store/serials.ts';
import { type ChangeParts, occasionOf } from '../parts.ts';

/**
 * Blocks a serial number: no new licenses. Issued licenses stay valid.
 *
 * @throws Refusal `serial-unknown`
 */
export async function blockSerial(parts: ChangeParts, serialId: string): Promise<'blocked' | 'blocked-before'> {
  const locks = await serials.locksOfSerials(parts.writer.store, [serialId]);
  return known(await parts.writer.write((context) => serials.blockSerial(context, serialId, occasionOf(parts)), locks));
}

/**
 * Unblocks a serial number.
 *
 * @throws Refusal `serial-unknown`
 */
export async function unblockSerial(parts: ChangeParts, serialId: string): Promise<'unblocked' | 'not-blocked'> {
  const locks = await serials.locksOfSerials(parts.writer.store, [serialId]);
  return known(
    await parts.writer.write((context) => serials.unblockSerial(context, serialId, occasionOf(parts)), locks),
  );
}

function known<Answer>(answer: Answer | 'unknown'): Answer {
  if (answer === 'unknown') throw new Refusal('serial-unknown');
  return answer;
}
