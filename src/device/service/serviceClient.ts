import { loadPart } from '../../activation/parts.ts';
import type { ServicePort } from '../../activation/ports.ts';
import * as mediaTypes from '../../contract/mediaTypes.ts';
import type { SendComputerCall } from './computerCalls.ts';
import type { ServiceEnvironment } from './serviceCall.ts';

/**
 * A client of the vendor's activation service. What makes the calls is not part of the first load.
 *
 * @param baseUrl address of the service, without a trailing slash; empty when it serves this page
 * @param product id of the page's product
 * @param environment the browser
 */
export function createServiceClient(
  baseUrl: string,
  product: string,
  environment: ServiceEnvironment = globalThis,
): ServicePort {
  const load = () =>
    loadPart(async () => {
      const { callsOf, createActivationCalls } = await import('./activationCalls.ts');
      const call = callsOf(baseUrl, environment);
      return { call, calls: createActivationCalls(call, product) };
    });
  const callComputers: SendComputerCall = async (path, body) =>
    (await load()).call(`/api/v1/computers${path}`, {
      method: 'POST',
      headers: { 'content-type': mediaTypes.json },
      body: JSON.stringify({ product, ...body }),
    });
  return {
    greet: async () => (await load()).calls.greet(),
    activate: async (order) => (await load()).calls.activate(order),
    returnLicense: async (receipt) => (await load()).calls.returnLicense(receipt),
    activateByCode: async (order) => (await load()).calls.activateByCode(order),
    returnByCode: async (code) => (await load()).calls.returnByCode(code),
    checkReturn: async (license) => (await load()).calls.checkReturn(license),
    listComputers: async (...owned) => (await loadComputerCalls()).listComputers(callComputers, ...owned),
    fetchLicense: async (...owned) => (await loadComputerCalls()).fetchLicense(callComputers, ...owned),
    releaseComputer: async (...owned) => (await loadComputerCalls()).releaseComputer(callComputers, ...owned),
  };
}

function loadComputerCalls(): Promise<typeof import('./computerCalls.ts')> {
  return loadPart(() => import('./computerCalls.ts'));
}
