import { byCodeCases } from './byCode.ts';
import { utf8 } from './bytes.ts';
import type { Case } from './case.ts';
import { casesAsLines } from './casesAsLines.ts';
import { type Context, contexts } from './contexts.ts';
import { deliveryCases } from './delivery.ts';
import { envelopeCases } from './envelope.ts';
import { passing } from './passing.ts';
import { payloadCases } from './payload.ts';
import { payloadRuleCases } from './payloadRules.ts';
import { trustCases } from './trust.ts';

export const cases: readonly Case[] = [
  ...passing,
  ...envelopeCases,
  ...payloadCases,
  ...payloadRuleCases,
  ...trustCases,
  ...deliveryCases,
  ...byCodeCases,
];

export const fileOf = ({ name }: Case): string => `${name}.xml`;

interface Manifest {
  readonly about: string;
  readonly contexts: Readonly<Record<string, Context>>;
  readonly cases: readonly {
    readonly file: string;
    readonly type: string;
    readonly context: string;
    readonly expect: string;
    readonly fields?: Readonly<Record<string, unknown>>;
    readonly keysetVersion?: number;
  }[];
}

const manifest: Manifest = {
  about: 'Test vectors of the Keyferry format, version 1; docs/format.md says how to use them. The keys are worthless.',
  contexts,
  cases: cases.map((one) => ({
    file: fileOf(one),
    type: one.type,
    context: one.context,
    expect: one.expect,
    ...(one.fields && { fields: one.fields }),
    ...(one.keysetVersion && { keysetVersion: one.keysetVersion }),
  })),
};

/** Every file of `tests/vectors/`, by its path there. */
export const vectorFiles: ReadonlyMap<string, Uint8Array> = new Map([
  ...cases.map((one) => [fileOf(one), one.file] as const),
  ['manifest.json', utf8(`${JSON.stringify(manifest, null, 1)}\n`)] as const,
  ['cases.txt', utf8(casesAsLines(cases, fileOf))] as const,
]);
