import { readActivationReceipt } from '../../documents/activationReceipt.ts';
import { machineId } from '../../documents/machineId.ts';
import { readRequest } from '../../documents/request.ts';
import { readReturnReceipt } from '../../documents/returnReceipt.ts';
import type { MachineNames } from '../../transfer/names.ts';
import type { VerifiedLicense } from '../../verify/license.ts';
import type { Engine } from '../engine.ts';
import type { MachineRecord } from '../records.ts';

/** @returns whether a stored activation receipt is for the license in force */
export function isReceiptFor(receipt: Uint8Array | null, { licenseId }: VerifiedLicense): boolean {
  return receipt !== null && readActivationReceipt(receipt).licenseId === licenseId;
}

/** Who this machine is, and what it learns from the phone that brought its license. */
export function identityActions(engine: Engine) {
  const { state, askTool, keepMachine } = engine;

  return {
    /** @returns this machine's computer ID; null before its first request */
    id(): string | null {
      const { license, machine } = state.value;
      const { request, returns } = machine;
      const receipt = returns.at(-1)?.receipt;
      const document = license ?? (request && readRequest(request)) ?? (receipt && readReturnReceipt(receipt));
      return document ? machineId(document.installationKey) : null;
    },

    /** Takes over what people call this machine, from a phone that brought its license. */
    async learnName(names: MachineNames): Promise<void> {
      const { license, machine } = state.value;
      const name = license && names.get(machineId(license.installationKey));
      if (!name || name === machine.name) return;
      if (await askTool((tool) => tool.keepName(name))) return;
      await keepMachine((current: MachineRecord) => ({ ...current, name }));
    },
  };
}
