import { type CarriedRequest, needsAnswer } from '../records.ts';

/**
 * What a list says about a carried request. `asks`: the service wants an answer before it issues the license.
 * `licensed`: the license is on this device, and not known to be on the machine.
 */
export const requestStates = ['new', 'asks', 'waiting', 'refused', 'licensed', 'delivered', 'returned'] as const;

export type RequestState = (typeof requestStates)[number];

/** @returns the one state of a request that people see, everywhere */
export function stateOf(record: CarriedRequest): RequestState {
  const { stage, refusal, deliveredAt, returnedAt } = record;
  if (stage === 'waiting') return 'waiting';
  if (stage === 'open') return needsAnswer(record) ? 'asks' : refusal ? 'refused' : 'new';
  if (returnedAt !== null) return 'returned';
  return deliveredAt === null ? 'licensed' : 'delivered';
}

/**
 * A machine keeps its name: the next request of the same machine has it, too.
 *
 * @param machine computer ID
 * @returns the name of the newest record of the machine that has one; empty when none has
 */
export function nameOf(machine: string, records: readonly CarriedRequest[]): string {
  const named = records.filter((one) => one.machine === machine && one.name !== '');
  return named.reduce((newest, one) => (one.receivedAt > newest.receivedAt ? one : newest), {
    name: '',
    receivedAt: '',
  }).name;
}
