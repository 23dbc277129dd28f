import type { LicenseFields } from '../../src/documents/license.ts';
import type { Case } from './case.ts';
import { type Context, type ContextName, contexts } from './contexts.ts';
import { licenseFields, product } from './golden.ts';

/**
 * The cases as lines of words, for languages without a JSON parser. A context replaces the previous one; it is followed
 * by what a verifier knows in advance, and the cases in that context.
 *
 * @param fileOf path of a case's file
 */
export function casesAsLines(cases: readonly Case[], fileOf: (one: Case) => string): string {
  const lines = Object.entries(contexts).flatMap(([name, context]) => [
    `context ${name.replaceAll(/\W+/g, '-')}`,
    ...knownIn(context),
    ...cases.filter((one) => one.context === (name as ContextName)).flatMap((one) => expected(one, fileOf(one))),
  ]);
  return `${lines.join('\n')}\n`;
}

/** Expected output of a verifier: includes what a product reads of a license, to show that it decodes text correctly. */
function expected({ type, expect, fields, keysetVersion }: Case, file: string): string[] {
  const verdict = `verify ${type} ${file} ${expect}`;
  if (expect !== 'pass' || !(type === 'license' || type === 'delivery')) return [verdict];
  const { licenseId, holder, features, entitlements }: LicenseFields = { ...licenseFields, ...fields };
  return [
    verdict,
    ...(type === 'delivery' ? [`version ${keysetVersion}`, `license ${licenseId}`] : []),
    `holder ${holder}`,
    ...features.map((feature) => `feature ${feature}`),
    ...entitlements.map(({ namespace, tag, type: kind, validTo }) =>
      // No text contains a tab.
      ['entitlement', namespace, tag, kind, ...(validTo === undefined ? [] : [validTo])].join('\t'),
    ),
  ];
}

function knownIn({ product: wanted, rootKeys, now, keyset, kept, held, machine, seat }: Context): string[] {
  return [
    `product ${wanted}`,
    `now ${now}`,
    ...rootKeys.map((key) => `root ${key}`),
    `keyset ${keyset} ${product}`,
    ...kept.map((file) => `kept ${file}`),
    `held ${held.epoch} ${held.version}`,
    `installation ${machine.installationKey}`,
    ...machine.bindings.map(({ component, value }) => `binding ${component} ${value}`),
    ...machine.requestIds.map((id) => `request ${id}`),
    ...machine.returned.map((id) => `returned ${id}`),
    `seat ${seat.licenseId} ${seat.installationKey} ${seat.lastCounter}`,
    ...seat.takenNonces.map((nonce) => `taken ${nonce}`),
  ];
}
