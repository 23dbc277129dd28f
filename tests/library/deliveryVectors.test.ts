import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { checkLicense } from '../../library/verify.ts';
import { decodeBase64 } from '../../src/crypto/base64.ts';
import { contexts } from '../vectorMaker/contexts.ts';
import { deliveryCases } from '../vectorMaker/delivery.ts';

const read = (path: string) => new Uint8Array(readFileSync(new URL(`../vectors/${path}`, import.meta.url)));

it.each(deliveryCases.filter(({ type }) => type === 'delivery'))('checks $name: $expect', (one) => {
  const { product, rootKeys, keyset, kept, machine, now } = contexts[one.context];
  const { result } = checkLicense({
    product,
    rootKeys,
    keysets: [keyset, ...kept].map(read),
    license: one.file,
    bindings: machine.bindings,
    installationKey: decodeBase64(machine.installationKey) ?? new Uint8Array(),
    requestIds: machine.requestIds,
    returned: machine.returned,
    now: new Date(now),
  });
  expect(result.state === 'refused' ? result.code : 'pass').toBe(one.expect);
  if (result.state !== 'refused') expect(result.license).toMatchObject(one.fields ?? {});
});
