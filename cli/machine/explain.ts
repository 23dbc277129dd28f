import { splitBundle } from '../../src/documents/bundle.ts';
import { checkPhrase } from '../../src/documents/checkPhrase.ts';
import { type Envelope, openEnvelope } from '../../src/documents/envelope.ts';
import { machineName } from '../../src/documents/machineName.ts';
import { type FileKind, recognize } from '../../src/documents/recognize.ts';
import { readRequest } from '../../src/documents/request.ts';
import { readReturnReceipt } from '../../src/documents/returnReceipt.ts';
import { Refusal } from '../../src/refusal.ts';
import { pinnedKeys, verifyKeyset } from '../../src/verify/keyset.ts';
import { authenticateLicense } from '../../src/verify/license.ts';
import { readArguments } from '../arguments.ts';
import { type Command, exitCodes, type Streams } from '../command.ts';
import { CommandError, UsageError } from '../errors.ts';
import { explainRefusal } from '../explain.ts';
import { readDelivery } from './activate.ts';
import { judgeDelivery, type MachineContext, openMachine } from './context/machineContext.ts';
import { type System, thisSystem } from './context/system.ts';
import { explainHelp } from './help.ts';
import { licenseRows, stateRow } from './report/licenseReport.ts';
import { machineWords, table } from './words.ts';

type ExplanationRow = readonly [name: string, text: string];

/** What there is to say of one document, and whether anything is wrong with it. */
interface Explanation {
  readonly rows: readonly ExplanationRow[];
  readonly isGood: boolean;
}

export const machineExplain: Command = {
  help: explainHelp,
  run: (args, streams) => explainIn(thisSystem(), args, streams),
};

export async function explainIn(
  system: System,
  args: readonly string[],
  { stdout }: Pick<Streams, 'stdout'>,
): Promise<number> {
  const { values, positionals } = readArguments(args, { profile: { type: 'string' } });
  const [path, another] = positionals;
  if (path === undefined || another !== undefined) throw new UsageError(machineWords.fileNeeded);
  const parts = splitBundle(readDelivery(path));
  const machine = machineFor(values.profile, system);
  const explanations = parts.map((part) => explainPart(part, machine));
  for (const [at, { rows }] of explanations.entries()) {
    if (parts.length > 1) stdout.write(`${at > 0 ? '\n' : ''}${machineWords.part(at + 1, parts.length)}\n`);
    stdout.write(table(rows));
  }
  return explanations.every(({ isGood }) => isGood) ? exitCodes.success : exitCodes.refused;
}

/** Much can be said without the vendor's profile; one that was asked for must be there. */
function machineFor(named: string | undefined, system: System): MachineContext | null {
  try {
    return openMachine(named, system);
  } catch (error) {
    const isUnasked = named === undefined && !system.environment.KEYFERRY_PROFILE;
    if (isUnasked && error instanceof CommandError && error.code === 'profile-missing') return null;
    throw error;
  }
}

function explainPart(file: Uint8Array, machine: MachineContext | null): Explanation {
  const kind = recognize(file);
  const head: ExplanationRow = [machineWords.kind, machineWords.kinds[kind]];
  if (kind.startsWith('unity-')) {
    return { rows: [head, [machineWords.intact, machineWords.intactForeign]], isGood: true };
  }
  try {
    const { rows, isGood } = explainers[kind]?.(file, machine) ?? explainUnknown(file);
    return { rows: [head, ...rows], isGood };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { rows: [head, [machineWords.trouble, explainRefusal(error.code, error.details)]], isGood: false };
  }
}

const intact: ExplanationRow = [machineWords.intact, machineWords.intactYes];

const explainers: Partial<Record<FileKind, (file: Uint8Array, machine: MachineContext | null) => Explanation>> = {
  request(file) {
    const request = readRequest(file);
    const names = request.bindings.map(({ component }) => machineWords.component(component));
    return good([
      intact,
      [machineWords.phrase, checkPhrase(request.requestId)],
      [machineWords.product, `${request.product} ${request.productVersion}`],
      [machineWords.requestMade, machineWords.byThisClock(request.createdAt)],
      [machineWords.machineName, machineName(request.installationKey)],
      [machineWords.components, names.join(', ') || machineWords.boundToKey],
      [machineWords.strength, request.bindingStrength],
    ]);
  },
  license(file, machine) {
    if (!machine) return unverified(openEnvelope(file, 'license'));
    const judged = judgeDelivery(machine, file);
    // What is genuine and refused here, such as another machine's, is intact nevertheless.
    const license = authenticateLicense(file, {
      keyset: machine.keyset.keyset,
      product: machine.profile.product.id,
    });
    return {
      rows: [
        intact,
        [machineWords.licenseId, license.licenseId],
        [machineWords.issued, license.issuedAt],
        stateRow(judged.state),
        ...licenseRows(judged.state, judged.machine),
      ],
      isGood: judged.state.state !== 'refused',
    };
  },
  keyset(file, machine) {
    if (!machine) return unverified(openEnvelope(file, 'keyset'));
    const keyset = verifyKeyset(file, {
      rootKeys: pinnedKeys(machine.profile.rootKeys),
      product: machine.profile.product.id,
      held: machine.keyset.keyset,
    });
    return good([
      intact,
      [machineWords.product, keyset.product],
      [machineWords.version, machineWords.versionEpoch(keyset.version, keyset.epoch)],
      [machineWords.issued, keyset.issuedAt],
      [machineWords.keys, machineWords.keysListed(keyset.keys.length, keyset.revokedKeys.length)],
    ]);
  },
  return(file) {
    const receipt = readReturnReceipt(file);
    return good([
      intact,
      [machineWords.product, receipt.product],
      [machineWords.licenseId, receipt.licenseId],
      [machineWords.counter, String(receipt.counter)],
      [machineWords.requestMade, machineWords.byThisClock(receipt.returnedAt)],
      [machineWords.machineName, machineName(receipt.installationKey)],
    ]);
  },
};

function good(rows: readonly ExplanationRow[]): Explanation {
  return { rows, isGood: true };
}

/** Nothing of it is read before its signature holds. */
function unverified({ keyId }: Envelope): Explanation {
  return good([
    [machineWords.signedBy, keyId],
    [machineWords.intact, machineWords.intactUnknown],
  ]);
}

/** Opened as a license, it says best why it is none. */
function explainUnknown(file: Uint8Array): Explanation {
  openEnvelope(file, 'license');
  return good([]);
}
