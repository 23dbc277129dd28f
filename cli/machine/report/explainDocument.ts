import { openInstalled } from '../../../installed/delivery.ts';
import { withKeysets } from '../../../installed/installedProduct.ts';
import { judgeDelivery, type LicensedMachine } from '../../../installed/licensedMachine.ts';
import { readActivationReceipt } from '../../../src/documents/activationReceipt.ts';
import { fingerprintOf } from '../../../src/documents/contents/fingerprint.ts';
import type { DocumentType } from '../../../src/documents/documentType.ts';
import { type Envelope, openEnvelope } from '../../../src/documents/envelope.ts';
import { chooseCandidate } from '../../../src/documents/heal/choose.ts';
import type { HealedDocument } from '../../../src/documents/heal/damage.ts';
import { diagnose } from '../../../src/documents/heal/diagnose.ts';
import { machineId } from '../../../src/documents/machineId.ts';
import { recognize } from '../../../src/documents/recognize.ts';
import { readRequest } from '../../../src/documents/request.ts';
import { readReturnReceipt } from '../../../src/documents/returnReceipt.ts';
import { damagesIn } from '../../../src/messages/en/damages.ts';
import { Refusal } from '../../../src/refusal.ts';
import { deliveryOf } from '../../../src/verify/delivery.ts';
import { pinnedKeys, verifyKeyset } from '../../../src/verify/keyset.ts';
import { authenticateLicense } from '../../../src/verify/license.ts';
import { explainRefusal } from '../../refusals/explainRefusal.ts';
import { explainForeign } from './explainForeign.ts';
import { licenseRows, type ReportRow, stateRow } from './licenseReport.ts';
import { documentTexts, licenseTexts } from './texts.ts';

/** What a document says, and whether it is what it should be. */
export interface Explanation {
  readonly rows: readonly ReportRow[];
  readonly isGood: boolean;
}

type Explainer = (file: Uint8Array, intact: ReportRow, machine: LicensedMachine | null) => Explanation;

const texts = {
  kind: 'what it is',
  kinds: {
    request: 'a license request',
    license: 'a license',
    keyset: 'a list of the vendor’s keys',
    return: 'a return receipt',
    activation: 'an activation receipt',
    'unity-request': 'a license request of Unity (.alf)',
    'unity-license': 'a license of Unity (.ulf)',
    'unity-named-user': 'a named user license of Unity (.xml)',
    'web-page': 'a web page',
    empty: 'an empty file',
    unknown: 'an unknown file',
  },
  intact: 'intact',
  intactYes: 'yes: not a byte has changed since it was signed',
  intactHealed: (damages: readonly string[]) =>
    `repaired: it arrived with ${damagesIn(damages) ?? 'changes'}; what was signed is unchanged`,
  intactUnknown: 'unknown: this needs the vendor’s keys. Give --profile FILE.',
  problem: 'problem',
  signedBy: 'signed by',
  components: 'components',
  strength: 'binding',
  issued: 'issued',
  version: 'version',
  keys: 'keys',
  keysListed: (count: number, revoked: number) => `${count} listed, ${revoked} revoked`,
  licenseId: 'license id',
  counter: 'counter',
} as const;

/**
 * Explains the documents of a file.
 *
 * @param documents from `heal`, untrusted
 * @param machine null without a vendor profile: then no signature of the vendor can be checked
 */
export function explainDocuments(
  documents: readonly HealedDocument[],
  machine: LicensedMachine | null,
): readonly Explanation[] {
  const informed = machine && withKeysets(machine, deliveryOf(documents).keysets);
  return documents.map((document) => explainDocument(document, informed));
}

function explainDocument(document: HealedDocument, machine: LicensedMachine | null): Explanation {
  const { type, damages } = document;
  const head: ReportRow = [texts.kind, texts.kinds[type]];
  const intact: ReportRow = [texts.intact, damages.length === 0 ? texts.intactYes : texts.intactHealed(damages)];
  try {
    const { rows, isGood } = chooseCandidate(document, (file) =>
      withFingerprint(file, explainers[type](file, intact, machine)),
    );
    return { rows: [head, ...rows], isGood };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { rows: [head, problemRow(error)], isGood: false };
  }
}

/**
 * Explains a file in which no document was found.
 *
 * @param file exact bytes
 */
export function explainOther(file: Uint8Array): Explanation {
  const kind = recognize(file);
  const head: ReportRow = [texts.kind, texts.kinds[kind]];
  if (kind.startsWith('unity-')) {
    const { rows, isGood } = explainForeign(file);
    return { rows: [head, ...rows], isGood };
  }
  return { rows: [head, problemRow(diagnose(file))], isGood: false };
}

function problemRow({ code, details }: Refusal): ReportRow {
  return [texts.problem, explainRefusal(code, details, 'user')];
}

function withFingerprint(file: Uint8Array, { rows, isGood }: Explanation): Explanation {
  return { rows: [...rows, [documentTexts.fingerprint, fingerprintOf(file)]], isGood };
}

const explainers: Readonly<Record<DocumentType, Explainer>> = {
  request(file, intact) {
    const request = readRequest(file);
    const names = request.bindings.map(({ component }) => documentTexts.component(component));
    return good([
      intact,
      [documentTexts.product, `${request.product} ${request.productVersion}`],
      [documentTexts.createdAt, documentTexts.byThisClock(request.createdAt)],
      [documentTexts.machine, machineId(request.installationKey)],
      [texts.components, names.join(', ') || licenseTexts.boundToKey],
      [texts.strength, request.bindingStrength],
    ]);
  },
  license(file, intact, machine) {
    if (!machine) return unverified(openEnvelope(file, 'license'));
    const judged = judgeDelivery(machine, openInstalled(file));
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
        ...licenseRows(judged, judged.machine),
      ],
      isGood: judged.state.state !== 'refused',
    };
  },
  keyset(file, intact, machine) {
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
  return(file, intact) {
    const receipt = readReturnReceipt(file);
    return good([
      intact,
      [documentTexts.product, receipt.product],
      [texts.licenseId, receipt.licenseId],
      [texts.counter, String(receipt.counter)],
      [documentTexts.createdAt, documentTexts.byThisClock(receipt.returnedAt)],
      [documentTexts.machine, machineId(receipt.installationKey)],
    ]);
  },
  activation(file, intact) {
    const receipt = readActivationReceipt(file);
    return good([
      intact,
      [documentTexts.product, receipt.product],
      [texts.licenseId, receipt.licenseId],
      [documentTexts.createdAt, documentTexts.byThisClock(receipt.activatedAt)],
      [documentTexts.machine, machineId(receipt.installationKey)],
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
