import type { MachineView, ViewTrouble } from '../../../src/machine/view.ts';
import { Refusal } from '../../../src/refusal.ts';
import type { VendorProfile } from '../../../src/vendor/profile.ts';
import { Trouble } from '../../errors.ts';
import { shown } from '../../files.ts';
import { findLicense } from '../found.ts';
import { findReturnable, giveBack, receiptOf, removeLicense } from '../returnLicense.ts';
import { keep, readKept } from '../keep.ts';
import { informedBy, type Machine, machineOf, remember } from '../machine.ts';
import { makeRequest } from '../makeRequest.ts';
import { putLicense } from '../putLicense.ts';
import type { Target } from '../target.ts';
import type { World } from '../world.ts';
import { commandFor, newerThan, troubleAt, troubleOf } from './installLicense.ts';

/**
 * What the wizard can have done: what the other commands do, on the same files. Each call looks at them anew, so that
 * whatever those commands do meanwhile is seen, and says how things stand after it.
 */
export interface Session {
  look(): Promise<MachineView>;
  /** @throws Trouble `installation-key-damaged`, `keep-failed` */
  request(): Promise<MachineView>;
  /** @throws Refusal every code of `verifyKeyset`; Trouble `keep-failed` */
  takeKeyset(file: Uint8Array): Promise<MachineView>;
  /**
   * One that is good and kept, but cannot be put in its place, is said in the view and not thrown.
   *
   * @param delivery exact bytes; null for the license that is kept
   * @throws Refusal, Trouble as `putLicense` otherwise
   */
  activate(delivery: Uint8Array | null): Promise<MachineView>;
  /** @throws Refusal, Trouble as `findReturnable` and `giveBack` */
  giveBack(): Promise<MachineView>;
}

export interface SessionParts {
  readonly profile: VendorProfile;
  /** Null where nobody has said where the product reads its license. */
  readonly target: Target | null;
  /** The world as it is at each call. */
  readonly world: () => World;
}

export function createSession({ profile, target, world }: SessionParts): Session {
  /** Why the license was not put in its place when that was last tried; a look may not show it: a file that is in use. */
  let refused: ViewTrouble | null = null;
  const open = () => machineOf(profile, world());

  function put(delivery: Uint8Array | null): void {
    try {
      putLicense(open(), delivery, target, null);
      refused = null;
    } catch (fault) {
      if (!(fault instanceof Trouble) || !fault.code.startsWith('target-')) throw fault;
      refused = troubleOf(fault);
    }
  }

  return {
    look: async () => viewOf(open(), target, refused),

    async request() {
      const machine = open();
      const { file, unkept } = await makeRequest(machine);
      // The page shows what is kept, and nothing else.
      if (unkept !== null) keep(machine.places.request, file);
      return viewOf(open(), target, refused);
    },

    async takeKeyset(file) {
      const machine = open();
      keep(machine.places.keyset, informedBy(machine, [file]).keyset.file);
      return viewOf(open(), target, refused);
    },

    async activate(delivery) {
      put(delivery);
      return viewOf(open(), target, refused);
    },

    async giveBack() {
      const machine = open();
      await giveBack(machine, findReturnable(machine, target));
      removeLicense(machine, target);
      refused = null;
      return viewOf(open(), target, null);
    },
  };
}

async function viewOf(machine: Machine, target: Target | null, refused: ViewTrouble | null): Promise<MachineView> {
  const { places, identity, installation, surroundings } = machine;
  const { license, isThere, clock } = licenseIn(machine, target);
  const request = readKept(places.request);
  // Where nothing is to be written, nothing is tried.
  const trouble = target && (!isThere || request) ? (troubleAt(target, places.license) ?? refused) : null;
  const returns = machine.returned.map(async (tombstone) => ({
    ...tombstone,
    receipt: installation && (await receiptOf(tombstone, machine, installation)),
  }));
  const { keyset, file } = machine.keyset;
  return {
    installationKey: installation?.publicKey ?? null,
    bindings: [...identity.bindings],
    findings: [...identity.findings],
    strength: identity.strength,
    surroundings,
    keyset: { epoch: keyset.epoch, version: keyset.version, file: new TextDecoder().decode(file) },
    request,
    license,
    clock,
    returns: await Promise.all(returns),
    place: {
      path: target && shown(target.path),
      kept: shown(places.license),
      isThere,
      trouble,
      command: target && commandFor(target, places.license, trouble, machine.world.platform),
    },
  };
}

type Standing = Pick<MachineView, 'license' | 'clock'> & { readonly isThere: boolean };

/** What lies in the product's place and is no license does not keep the wizard from bringing one. */
function licenseIn(machine: Machine, target: Target | null): Standing {
  try {
    const found = findLicense(machine, target);
    const newer = newerThan(found, machine);
    const judged = newer ?? found;
    if (!judged) return { license: null, clock: null, isThere: false };
    const { file, state } = judged;
    if (state.state !== 'refused') remember(judged.machine, state.license);
    const clock = state.state === 'clock-suspect' ? { now: state.now, floor: state.floor } : null;
    return { license: file, clock, isThere: newer === null && (found?.isInPlace ?? false) };
  } catch (fault) {
    if (fault instanceof Refusal || fault instanceof Trouble) return { license: null, clock: null, isThere: false };
    throw fault;
  }
}
