import * as v from 'valibot';
import { Count } from '../fields.ts';

/** Result of an import in which every line was accepted. */
export const ImportedSchema = v.strictObject({
  added: Count,
  known: v.pipe(Count, v.description('Serial numbers that were there before, with the same terms.')),
});
