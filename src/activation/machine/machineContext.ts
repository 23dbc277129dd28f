import type { MachineContext } from '../../verify/license.ts';
import type { Engine } from '../engine.ts';

/** @returns what this machine's licenses are verified against */
export async function machineContext(engine: Engine): Promise<MachineContext> {
  const { vendor, state } = engine;
  return {
    keyset: vendor.keysets.current,
    product: vendor.profile.product.id,
    returned: state.value.machine.returns.map(({ licenseId }) => licenseId),
    now: machineNow(engine),
    ...(toolIdentity(engine) ?? (await pageIdentity(engine))),
  };
}

/** @returns the time that counts here: where the tool finds that the clock was set back, what has certainly passed */
export function machineNow({ ports, state }: Engine): Date {
  const { tool } = state.value;
  return tool?.clock ? new Date(tool.clock.floor) : ports.now();
}

async function pageIdentity({ ports, state }: Engine) {
  const { publicKey } = await ports.installation.signer();
  return { installationKey: publicKey, bindings: [], requestIds: state.value.machine.requestIds };
}

/** The license is bound to the hardware, whichever request it answers; a clock that was set back blocks nothing. */
function toolIdentity({ state }: Engine) {
  const { tool } = state.value;
  return tool && { installationKey: tool.installationKey ?? new Uint8Array(32), bindings: tool.bindings };
}
