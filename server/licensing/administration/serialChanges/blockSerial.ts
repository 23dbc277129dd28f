import { Refusal } from '../../../../src/refusal.ts';
import * as serials from '../../../store/serials.ts';
import { type ChangeParts, occasionOf } from '../parts.ts';

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

function known<Answer>(answer: Answer | 'unknown'): Answer {
  if (answer === 'unknown') throw new Refusal('serial-unknown');
  return answer;
}
