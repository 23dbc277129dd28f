import { encodeBase64Url } from '../crypto/base64.ts';
import { sameBytes } from '../crypto/bytes.ts';
import { toInstant } from '../documents/instant.ts';
import { writeReturnReceipt } from '../documents/returnReceipt.ts';
import { type Engine, refusalOf } from './engine.ts';
import { emptyDraft, type MachineRecord, type Returned } from './ports.ts';
import { createRetry, isPassing } from './retry.ts';

export type ReturnLicenseActions = ReturnType<typeof returnLicenseActions>;

/**
 * Giving this machine's license back. What is on the disk first is that it is given back; the receipt is made from
 * that, as often as need be.
 */
export function returnLicenseActions(engine: Engine) {
  const { ports, vendor, state, update, show, guarded, askTool, keepMachine } = engine;
  const retry = createRetry(ports, () => void send());
  let sending = false;

  const newest = () => state.value.machine.returns.at(-1);

  /** @throws Refusal `storage-…`: a license that only memory has given back would be in force again after a reload */
  async function recordReturn(): Promise<void> {
    const { license, machine } = state.value;
    if (!license) return;
    const nonce = encodeBase64Url(ports.randomBytes(16));
    const returnedAt = toInstant(ports.now());
    const buried = await ports.journal.writeMachine((current) => {
      // Another tab was first, or has a newer license by now.
      if (!current.license || !machine.license || !sameBytes(current.license, machine.license)) return current;
      const counter = (current.returns.at(-1)?.counter ?? 0) + 1;
      const returned: Returned = { licenseId: license.licenseId, counter, nonce, returnedAt, ...untold };
      return { ...current, license: null, request: null, draft: emptyDraft, returns: [...current.returns, returned] };
    });
    update({ machine: buried });
    follow();
  }

  async function sign(): Promise<void> {
    const returned = newest();
    if (!returned || returned.receipt) return;
    const { licenseId, counter, nonce, returnedAt } = returned;
    const signer = await ports.installation.signer();
    const fields = { licenseId, counter, nonce, returnedAt, product: vendor.profile.product.id };
    const receipt = await writeReturnReceipt({ ...fields, installationKey: signer.publicKey }, signer);
    await keepMachine(withNewest({ ...returned, receipt }));
  }

  /** Where this machine is online after all, the receipt need not be carried. */
  async function send(): Promise<void> {
    const returned = newest();
    if (sending || ports.tool || !returned?.receipt || returned.answer || returned.refusal) return;
    sending = true;
    try {
      const answer = await ports.service.returnLicense(returned.receipt);
      retry.reset();
      await keepMachine(withNewest({ ...returned, answer }));
    } catch (error) {
      const refusal = refusalOf(error);
      if (isPassing(refusal)) retry.later(refusal);
      else await keepMachine(withNewest({ ...returned, refusal }));
    } finally {
      sending = false;
    }
  }

  /** The license in force is gone, whichever tab has given it back. */
  function follow(): void {
    const { license, machine, screen } = state.value;
    if (!license || machine.license) return;
    update({ license: null });
    if (['activated', 'give-back'].includes(screen.at)) show({ at: 'returned' }, 'replace');
  }

  return {
    follow,
    send,

    /** At the start: what a crash has cut off is made up for. */
    async resume(): Promise<void> {
      await sign();
      void send();
    },

    /** Explains what it means, before it is done. */
    ask(): void {
      show({ at: 'give-back' });
    },

    keep(): void {
      show({ at: 'activated' }, 'replace');
    },

    confirm: (): Promise<void> =>
      guarded(async () => {
        if (await askTool((tool) => tool.returnLicense())) return follow();
        await recordReturn();
        await sign();
        void send();
      }),

    /** The receipt, for as long as it is wanted. */
    showReceipt(): void {
      show({ at: 'returned' });
    },

    /** Sends it once more, after the service has refused it. */
    sendAgain: (): Promise<void> =>
      guarded(async () => {
        const returned = newest();
        if (returned) await keepMachine(withNewest({ ...returned, refusal: null }));
        await send();
      }),
  };
}

const untold = { receipt: null, answer: null, refusal: null } as const;

/** Only where it is still the newest: another tab may have given back the next license since. */
const withNewest =
  (returned: Returned) =>
  (machine: MachineRecord): MachineRecord => ({
    ...machine,
    returns: machine.returns.map((one) => (one.nonce === returned.nonce ? returned : one)),
  });
