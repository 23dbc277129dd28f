import * as v from 'valibot';
import {
  type ComputerReleased,
  ComputerReleasedSchema,
  ComputerSchema,
  ComputersSchema,
} from '../../contract/calls/computers.ts';
import * as mediaTypes from '../../contract/mediaTypes.ts';
import { Refusal } from '../../refusal.ts';
import { parseObject, type ServiceAnswer } from './serviceCall.ts';

/** Sends a JSON body to a path below `/api/v1/computers`. */
export type SendComputerCall = (path: '' | '/license' | '/release', body: object) => Promise<ServiceAnswer>;

/** Not strict: a newer service may add fields. */
const Listed = v.object({ ...ComputersSchema.entries, computers: v.array(v.object(ComputerSchema.entries)) });
const Released = v.object(ComputerReleasedSchema.entries);

/** The calls about the computers of a serial number, in a file of their own: few people need them. */
export async function listComputers(call: SendComputerCall, serialNumber: string, cursor: string | null) {
  return read(Listed, await call('', { serialNumber, ...(cursor !== null && { cursor }) }));
}

export async function fetchLicense(
  call: SendComputerCall,
  serialNumber: string,
  computer: string,
): Promise<Uint8Array> {
  const answer = await call('/license', { serialNumber, computer });
  if (answer.mediaType !== mediaTypes.license) throw new Refusal('service-answer-not-ours');
  return answer.body;
}

export async function releaseComputer(
  call: SendComputerCall,
  serialNumber: string,
  computer: string,
): Promise<ComputerReleased> {
  return read(Released, await call('/release', { serialNumber, computer }));
}

function read<Schema extends v.GenericSchema>(schema: Schema, answer: ServiceAnswer): v.InferOutput<Schema> {
  const result = v.safeParse(schema, answer.mediaType === mediaTypes.json ? parseObject(answer.body) : null);
  if (!result.success) throw new Refusal('service-answer-not-ours');
  return result.output;
}
