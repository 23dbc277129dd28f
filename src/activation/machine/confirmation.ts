import { sameBytes } from '../../crypto/bytes.ts';
import { writeActivationReceipt } from '../../documents/activationReceipt.ts';
import { toInstant } from '../../documents/instant.ts';
import type { VerifiedLicense } from '../../verify/license.ts';
import type { Engine } from '../engine.ts';
import { isReceiptFor } from './identity.ts';

/** What a machine tells the phone that brought its license. */
export function confirmationActions({ ports, state, show, guarded, askTool, keepMachine }: Engine) {
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
  };
}
