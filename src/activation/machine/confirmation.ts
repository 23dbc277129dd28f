import { sameBytes } from '../../crypto/bytes.ts';
import { readActivationReceipt, writeActivationReceipt } from '../../documents/activationReceipt.ts';
import { toInstant } from '../../documents/instant.ts';
import { machineId } from '../../documents/machineId.ts';
import type { MachineNames } from '../../transfer/names.ts';
import type { VerifiedLicense } from '../../verify/license.ts';
import type { Engine } from '../engine.ts';
import type { MachineRecord } from '../records.ts';

/** @returns whether a stored activation receipt is for the license in force */
export function isReceiptFor(receipt: Uint8Array | null, { licenseId }: VerifiedLicense): boolean {
  return receipt !== null && readActivationReceipt(receipt).licenseId === licenseId;
}

/** What a machine tells the phone that brought its license, and what it learns from it. */
export function confirmationActions(engine: Engine) {
  const { ports, state, show, guarded, askTool, keepMachine } = engine;

  /** Signs and stores the receipt, once for each license. */
  async function makeReceipt(license: VerifiedLicense): Promise<void> {
    if (await askTool((tool) => tool.confirm())) return;
    const signer = await ports.installation.signer();
    const { installationKey, licenseId, product } = license;
    if (!sameBytes(signer.publicKey, installationKey)) return;
    const activation = await writeActivationReceipt(
      { installationKey, licenseId, product, activatedAt: toInstant(ports.now()) },
      signer,
    );
    await keepMachine((machine) => ({ ...machine, activation }));
  }

  return {
    /** Shows the phone that the license has arrived. */
    confirm: (): Promise<void> =>
      guarded(async () => {
        const { license, machine } = state.value;
        if (!license) return;
        if (!isReceiptFor(machine.activation, license)) await makeReceipt(license);
        show({ at: 'confirmation' });
      }),

    /** @returns whether this machine can say so: it has the key that the license names */
    canConfirm(): boolean {
      const { license, tool } = state.value;
      return license !== null && (!tool?.installationKey || sameBytes(tool.installationKey, license.installationKey));
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
