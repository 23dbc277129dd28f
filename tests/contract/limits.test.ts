import { expect, test } from 'vitest';
import { makePrivateKey, nodeSigner } from '../../server/keys/nodeSigner.ts';
import { contractLimits } from '../../src/contract/limits.ts';
import { bindingComponents } from '../../src/documents/bindings.ts';
import { writeRequest } from '../../src/documents/request.ts';
import { writeReturnReceipt } from '../../src/documents/returnReceipt.ts';
import { limits } from '../../src/documents/rules.ts';

const signer = nodeSigner(makePrivateKey());
const own = { product: 'p'.repeat(64), installationKey: signer.publicKey };

/** The longest that the format allows. */
const request = () =>
  writeRequest(
    {
      ...own,
      requestId: 'A'.repeat(22),
      productVersion: '"'.repeat(limits.wordBytes),
      createdAt: '2026-11-23T09:58:07Z',
      keysetVersion: limits.number,
      bindingStrength: 'strong',
      bindings: bindingComponents.map((component) => ({ component, value: 'A'.repeat(16) })),
    },
    signer,
  );
const receipt = () =>
  writeReturnReceipt(
    {
      ...own,
      licenseId: 'A'.repeat(22),
      nonce: 'A'.repeat(22),
      counter: limits.number,
      returnedAt: '2026-11-23T09:58:07Z',
    },
    signer,
  );

test.each([
  ['request', request],
  ['return receipt', receipt],
])('the longest %s is far below the limit of the service, and fits its order', async (_, write) => {
  const { length } = await write();
  expect(length).toBeLessThanOrEqual(2048);
  expect(length * 4).toBeLessThan(contractLimits.requestLength);
  expect(2 * contractLimits.requestLength).toBeLessThanOrEqual(contractLimits.bodyBytes);
});
