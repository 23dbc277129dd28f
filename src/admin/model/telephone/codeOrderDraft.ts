import * as v from 'valibot';

/** What is typed of an order by code. */
export const CodeOrderDraftSchema = v.strictObject({
  /** Of the installation code, as typed. */
  groups: v.pipe(v.array(v.string()), v.readonly()),
  /** Id of the chosen product; empty where none is. */
  product: v.string(),
  licenseType: v.string(),
  serialNumber: v.string(),
  holder: v.string(),
});

export type CodeOrderDraft = v.InferOutput<typeof CodeOrderDraftSchema>;

export const emptyOrder: CodeOrderDraft = { groups: [], product: '', licenseType: '', serialNumber: '', holder: '' };
