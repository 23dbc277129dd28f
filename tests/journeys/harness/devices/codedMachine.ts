import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { demoCatalog } from '../../../../server/demo/vendor.ts';
import { namedFeatures } from '../../../../src/contract/catalog.ts';
import { machineId } from '../../../../src/documents/machineId.ts';
import { licenseFromCode } from '../../../../src/typed/licenseFromCode.ts';
import { type Vocabulary, vocabularyOf } from '../../../../src/typed/vocabulary.ts';
import { pinnedKeys, verifyKeyset } from '../../../../src/verify/keyset.ts';
import { bindingsOf, type Machine, machineWith } from '../../../server/machines.ts';
import { installationCodeOf } from '../../../server/typedCodes.ts';
import type { Service } from '../vendor/service.ts';

const product = 'orrery';
/** The names that the demonstration's machines know. */
const demoNames = vocabularyOf({ ...demoCatalog, ...namedFeatures(demoCatalog) });

/** A machine that nothing can be carried to: its customer reads its codes out on the telephone. */
export interface CodedMachine {
  readonly machine: Machine;
  /** The computer ID. */
  readonly id: string;
  /** Groups of the installation code. */
  readonly code: readonly string[];
}

/** @param hardware name; the same name is the same computer @param vocabulary with the product */
export function codedMachine(
  hardware: string,
  machine: Machine = machineWith(hardware),
  vocabulary: Vocabulary = demoNames,
): CodedMachine {
  return { machine, id: machineId(machine.signer.publicKey), code: installationCodeOf(machine, vocabulary).split(' ') };
}

/** @returns the same installation on hardware of which two of five parts remain */
export function rebuilt({ machine }: CodedMachine, hardware: string): CodedMachine {
  const bindings = [...machine.bindings.slice(0, 2), ...bindingsOf(hardware).slice(2)];
  return codedMachine(hardware, { ...machine, bindings });
}

/** Types a confirmation code at the machine. @returns the text of the license that it makes of it */
export async function licenseAt(
  { machine: { signer, bindings } }: CodedMachine,
  groups: readonly string[],
  service: Service,
): Promise<string> {
  const answer = await fetch(`${service.address}/api/v1/keyset`);
  const profile = JSON.parse(readFileSync(join(service.dataFolder, 'products', product, 'vendor.json'), 'utf8'));
  const rootKeys = pinnedKeys(profile.rootKeys);
  const keyset = verifyKeyset(new Uint8Array(await answer.arrayBuffer()), { rootKeys, product });
  const machine = { product, installationKey: signer.publicKey, bindings };
  return new TextDecoder().decode(licenseFromCode(groups, { machine, vocabulary: demoNames, keyset }));
}
