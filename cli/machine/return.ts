import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import type { Signer } from '../../src/crypto/signer.ts';
import { toInstant } from '../../src/documents/instant.ts';
import { writeReturnReceipt } from '../../src/documents/returnReceipt.ts';
import { Refusal } from '../../src/refusal.ts';
import { authenticateLicense } from '../../src/verify/license.ts';
import { readArguments } from '../arguments.ts';
import { ask } from '../ask.ts';
import { type Command, exitCodes, type Streams } from '../command.ts';
import { systemCode, Trouble, UsageFault } from '../faults.ts';
import { refuseExisting, shown, writeFile } from '../files.ts';
import { findLicense } from './found.ts';
import { returnHelp } from './help.ts';
import { type Machine, openMachine } from './machine.ts';
import { type Tombstone, writeTombstones } from './returned.ts';
import { type Target, targetFor } from './target.ts';
import { machineWords } from './words.ts';
import { thisWorld, type World } from './world.ts';

export const machineReturn: Command = {
  help: returnHelp,
  run: (args, streams) => returnIn(thisWorld(), args, streams),
};

export async function returnIn(world: World, args: readonly string[], streams: Streams): Promise<number> {
  const { values, positionals } = readArguments(args, {
    output: { type: 'string', short: 'o' },
    force: { type: 'boolean' },
    yes: { type: 'boolean' },
    to: { type: 'string' },
    profile: { type: 'string' },
  });
  if (positionals.length > 0) throw new UsageFault(machineWords.none);
  const machine = openMachine(values.profile, world);
  const { product, fileEndings } = machine.profile;
  const target = targetFor(machine.profile, world, values.to);
  const path = values.output ?? `${product.id}${fileEndings.return}`;
  if (!values.force) refuseExisting([path]);
  const signer = machine.installation;
  if (!signer) throw new Trouble('installation-key-missing', {});
  const before = machine.returned.at(-1);
  const found = findLicense(machine, target);
  const license = found && authenticateLicense(found.file, issuerOf(found.machine));
  if (!license && !before) throw new Trouble('license-missing', {});
  const wasReturned =
    machine.returned.find(({ licenseId }) => licenseId === license?.licenseId) ?? (license ? null : before);
  if (license && !wasReturned) {
    refuseOtherInstallation(license.installationKey, signer);
    await confirm(license.licenseType, product.name, values.yes ?? false, streams);
  }
  const tombstone = wasReturned ?? bury(machine, license?.licenseId ?? '');
  writeFile(path, await receiptOf(tombstone, product.id, signer), values.force ?? false);
  remove(machine, target, streams);
  streams.stdout.write(wasReturned ? machineWords.receiptAgain(shown(path)) : machineWords.wroteReceipt(shown(path)));
  return exitCodes.success;
}

function issuerOf({ keyset, profile }: Machine) {
  return { keyset: keyset.keyset, product: profile.product.id };
}

/** The vendor would refuse the receipt, and the license would be gone here nevertheless. */
function refuseOtherInstallation(installationKey: Uint8Array, signer: Signer): void {
  const isSame = installationKey.every((byte, index) => byte === signer.publicKey[index]);
  if (!isSame) throw new Refusal('installation-other');
}

/** @throws Trouble `return-not-confirmed`; UsageFault where nobody can be asked */
async function confirm(type: string, product: string, isSure: boolean, streams: Streams): Promise<void> {
  if (isSure) return;
  if (!streams.stdin.isTTY) throw new UsageFault(machineWords.yesNeeded);
  streams.stderr.write(`${machineWords.givingBack(type, product)}\n`);
  const answer = await ask(machineWords.typeYes, streams, true);
  if (answer.trim().toLowerCase() !== 'yes') throw new Trouble('return-not-confirmed', {});
}

/** From here on the license is refused, before there is anything by which its seat could be given away. */
function bury({ world, places, returned }: Machine, licenseId: string): Tombstone {
  const tombstone: Tombstone = {
    licenseId,
    counter: (returned.at(-1)?.counter ?? 0) + 1,
    nonce: randomBytes(16).toString('base64url'),
    returnedAt: toInstant(world.now),
  };
  writeTombstones(places.returned, [...returned, tombstone]);
  return tombstone;
}

function receiptOf(tombstone: Tombstone, product: string, signer: Signer): Promise<Uint8Array> {
  return writeReturnReceipt({ installationKey: signer.publicKey, product, ...tombstone }, signer);
}

function remove({ places }: Machine, target: Target | null, { stderr }: Streams): void {
  for (const path of [places.license, ...(target ? [target.path] : [])]) {
    try {
      rmSync(path, { force: true });
    } catch (fault) {
      const reason = systemCode(fault);
      if (reason === null) throw fault;
      stderr.write(`${machineWords.leftBehind(shown(path), reason)}\n`);
    }
  }
}
