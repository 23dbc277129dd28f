import { checkPhrase } from '../../../src/documents/checkPhrase.ts';
import { type Envelope, openEnvelope } from '../../../src/documents/envelope.ts';
import { machineName } from '../../../src/documents/machineName.ts';
import { type FileKind, recognize } from '../../../src/documents/recognize.ts';
import { readRequest } from '../../../src/documents/request.ts';
import { readReturnReceipt } from '../../../src/documents/returnReceipt.ts';
import { Refusal } from '../../../src/refusal.ts';
import { pinnedKeys, verifyKeyset } from '../../../src/verify/keyset.ts';
import { authenticateLicense } from '../../../src/verify/license.ts';
import { explainRefusal } from '../../refusals/explainRefusal.ts';
import { judgeDelivery, type LicensedMachine } from '../context/licensedMachine.ts';
import { licenseRows, type ReportRow, stateRow } from './licenseReport.ts';
import { documentTexts, licenseTexts } from './texts.ts';

/** What a document says, and whether it is what it should be. */
export interface Explanation {
  readonly rows: readonly ReportRow[];
  readonly isGood: boolean;
}

type Explainer = (file: Uint8Array, machine: LicensedMachine | null) => Explanation;

const texts = {
  kind: 'what it is',
  kinds: {
    request: 'a license request',
    license: 'a license',
    keyset: 'a list of the vendor’s keys',
    return: 'a return receipt',
    'unity-request': 'a license request of Unity (.alf)',
    'unity-license': 'a license of Unity (.ulf)',
    'unity-named-user': 'a named user license of Unity (.xml)',
    'web-page': 'a web page',
    empty: 'an empty file',
    unknown: 'an unknown file',
  },
  intact: 'intact',
  intactYes: 'yes: not a byte has changed since it was signed',
  intactUnknown: 'unknown: this needs the vendor’s keys. Give --profile FILE.',
  intactForeign: 'unknown: only its own vendor’s program can check it. Carry it unchanged.',
  problem: 'problem',
  signedBy: 'signed by',
  phrase: 'check phrase',
  components: 'components',
  strength: 'binding',
  issued: 'issued',
  version: 'version',
  keys: 'keys',
  keysListed: (count: number, revoked: number) => `${count} listed, ${revoked} revoked`,
  licenseId: 'license id',
  counter: 'counter',
} as const;

const intact: ReportRow = [texts.intact, texts.intactYes];

/**
 * Explains one document.
 *
 * @param file exact bytes, untrusted
 * @param machine null without a vendor profile: then no signature of the vendor can be checked
 */
export function explainDocument(file: Uint8Array, machine: LicensedMachine | null): Explanation {
  const kind = recognize(file);
  const head: ReportRow = [texts.kind, texts.kinds[kind]];
  if (kind.startsWith('unity-')) return { rows: [head, [texts.intact, texts.intactForeign]], isGood: true };
  try {
    const { rows, isGood } = explainers[kind]?.(file, machine) ?? explainUnknown(file);
    return { rows: [head, ...rows], isGood };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { rows: [head, [texts.problem, explainRefusal(error.code, error.details, 'user')]], isGood: false };
  }
}

const explainers: Partial<Record<FileKind, Explainer>> = {
  request(file) {
    const request = readRequest(file);
    const names = request.bindings.map(({ component }) => documentTexts.component(component));
    return good([
      intact,
      [texts.phrase, checkPhrase(request.requestId)],
      [documentTexts.product, `${request.product} ${request.productVersion}`],
      [documentTexts.createdAt, documentTexts.byThisClock(request.createdAt)],
      [documentTexts.machine, machineName(request.installationKey)],
      [texts.components, names.join(', ') || licenseTexts.boundToKey],
      [texts.strength, request.bindingStrength],
    ]);
  },
  license(file, machine) {
    if (!machine) return unverified(openEnvelope(file, 'license'));
    const judged = judgeDelivery(machine, file);
    // A license that is refused here, such as another machine's, may still be intact.
    const { licenseId, issuedAt } = authenticateLicense(file, {
      keyset: machine.keyset.keyset,
      product: machine.profile.product.id,
    });
    return {
      rows: [
        intact,
        [texts.licenseId, licenseId],
        [texts.issued, issuedAt],
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
      [documentTexts.product, keyset.product],
      [texts.version, `${keyset.version}, epoch ${keyset.epoch}`],
      [texts.issued, keyset.issuedAt],
      [texts.keys, texts.keysListed(keyset.keys.length, keyset.revokedKeys.length)],
    ]);
  },
  return(file) {
    const receipt = readReturnReceipt(file);
    return good([
      intact,
      [documentTexts.product, receipt.product],
      [texts.licenseId, receipt.licenseId],
      [texts.counter, String(receipt.counter)],
      [documentTexts.createdAt, documentTexts.byThisClock(receipt.returnedAt)],
      [documentTexts.machine, machineName(receipt.installationKey)],
    ]);
  },
};

function good(rows: readonly ReportRow[]): Explanation {
  return { rows, isGood: true };
}

/** Shows nothing of the content: its signature is not checked. */
function unverified({ keyId }: Envelope): Explanation {
  return good([
    [texts.signedBy, keyId],
    [texts.intact, texts.intactUnknown],
  ]);
}

/** Opening the file as a license gives the most helpful refusal. */
function explainUnknown(file: Uint8Array): Explanation {
  openEnvelope(file, 'license');
  return good([]);
}
