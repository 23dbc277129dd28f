import type { LicenseOrder } from '../../src/contract/calls/order.ts';
import { answerBytes, callTimeout } from '../../src/contract/clientLimits.ts';
import * as mediaTypes from '../../src/contract/mediaTypes.ts';
import { callService } from '../../src/device/service/serviceCall.ts';
import { Refusal } from '../../src/refusal.ts';

/**
 * Orders one license.
 *
 * @param serviceUrl address of the activation service, without a trailing slash
 * @returns exact bytes of the license, and of the keyset behind it; not verified
 * @throws Refusal every code of `callService`
 */
export async function orderLicense(serviceUrl: string, order: LicenseOrder): Promise<Uint8Array> {
  const answer = await callService(
    { fetch, navigator: { onLine: true } },
    {
      url: `${serviceUrl}/api/v1/activations`,
      init: { method: 'POST', headers: { 'content-type': mediaTypes.json }, body: JSON.stringify(order) },
      timeoutMs: callTimeout,
      limit: answerBytes,
    },
  );
  if (answer.mediaType !== mediaTypes.license) throw new Refusal('service-answer-not-ours');
  return answer.body;
}
