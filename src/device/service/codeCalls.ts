import * as v from 'valibot';
import type { ServicePort } from '../../activation/ports.ts';
import { CodeReturnedSchema, ConfirmationCodeSchema } from '../../contract/calls/codes.ts';
import * as mediaTypes from '../../contract/mediaTypes.ts';
import { Refusal } from '../../refusal.ts';
import { viewEntry } from '../../typed/entry.ts';
import { parseObject, type ServiceAnswer } from './serviceCall.ts';

/** Not strict: a newer service may add fields. */
const Confirmed = v.object(ConfirmationCodeSchema.entries);
const Returned = v.object(CodeReturnedSchema.entries);

/** Sends a JSON body. */
export type SendCodeCall = (
  path: '/api/v1/codes/activations' | '/api/v1/codes/returns',
  body: object,
) => Promise<ServiceAnswer>;

/** The calls about codes that people type. The service worker makes the same. */
export function createCodeCalls(call: SendCodeCall): Pick<ServicePort, 'activateByCode' | 'returnByCode'> {
  return {
    async activateByCode(order) {
      const code = read(Confirmed, await call('/api/v1/codes/activations', order));
      // A person would copy it, and learn of it at the machine only.
      if (!viewEntry('confirmation', code.groups).isComplete) throw new Refusal('service-answer-not-ours');
      return code;
    },
    async returnByCode(returnCode) {
      const { outcome, seatsLeft } = read(Returned, await call('/api/v1/codes/returns', { returnCode }));
      return { outcome, seatsLeft };
    },
  };
}

function read<Schema extends v.GenericSchema>(schema: Schema, answer: ServiceAnswer): v.InferOutput<Schema> {
  const result = v.safeParse(schema, answer.mediaType === mediaTypes.json ? parseObject(answer.body) : null);
  if (!result.success) throw new Refusal('service-answer-not-ours');
  return result.output;
}
