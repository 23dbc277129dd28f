import type { ListedDocument } from '../../activation/transfer/documentsOf.ts';
import type { Subject } from '../../activation/transfer/subject.ts';
import type { ActivationReceiptFields } from '../../documents/activationReceipt.ts';
import type { LicenseFields } from '../../documents/license.ts';
import type { RequestFields } from '../../documents/request.ts';
import type { ReturnReceiptFields } from '../../documents/returnReceipt.ts';
import { momentIn } from '../../messages/documentRows.ts';
import type { DocumentWords, SheetKind } from '../../messages/documentWords.ts';
import { endDateIn } from '../../messages/endDate.ts';
import type { Wizard } from '../context.ts';
import { sizeIn } from '../fileTransfer/fileSize.ts';

export type SheetFact = readonly [term: string, value: string];

/** What is printed about a file, beside its codes. */
export interface Sheet {
  readonly kind: SheetKind;
  readonly file: Uint8Array;
  /** Untrusted where it is a file name. */
  readonly subject: string;
  /** Computer ID; null where the file is about no computer or several. */
  readonly machine: string | null;
  /** What people call the computer; empty when it has no name. */
  readonly name: string;
  /** Names of all computers that the file is about, by computer ID. */
  readonly names: ReadonlyMap<string, string>;
  readonly facts: readonly SheetFact[];
  /** Empty for any other file. */
  readonly documents: readonly ListedDocument[];
}

type Values = RequestFields | LicenseFields | ReturnReceiptFields | ActivationReceiptFields;

/** @returns what to print about the file that a screen hands over */
export function sheetOf(wizard: Wizard, outgoing: Subject, words: DocumentWords): Sheet {
  const { kind, file, fileName, machine, name, names } = outgoing;
  const { journey, messages } = wizard;
  const documents = kind === 'file' ? [] : journey.documentsOf(file);
  const main = documents.find(({ type }) => type === kind)?.contents?.values as Values | undefined;
  const { sheet } = words;
  const facts: readonly SheetFact[] =
    kind === 'file' || !main
      ? [
          [sheet.file, fileName],
          [sheet.size, sizeIn(messages.language, file.length)],
        ]
      : factsOf(main, wizard, words);
  return { kind, file, subject: machine ?? fileName, machine, name, names, facts, documents };
}

function factsOf(main: Values, wizard: Wizard, words: DocumentWords): readonly SheetFact[] {
  const { sheet } = words;
  const { messages } = wizard;
  const moment = momentIn(messages.language);
  if ('licenseType' in main) return licenseFacts(main, wizard, words);
  const { product, vendor } = wizard.journey.profileOf(main.product);
  if ('createdAt' in main) {
    return [
      [sheet.product, `${product.name} ${main.productVersion}`],
      [sheet.vendor, vendor.name],
      [sheet.made, sheet.byItsClock(moment(main.createdAt))],
      [sheet.hardware, sheet.parts(main.bindings.length)],
    ];
  }
  return [
    [sheet.product, product.name],
    [sheet.vendor, vendor.name],
    [sheet.license, main.licenseId],
    'activatedAt' in main
      ? [sheet.confirmed, sheet.byItsClock(moment(main.activatedAt))]
      : [sheet.returned, sheet.byItsClock(moment(main.returnedAt))],
  ];
}

function licenseFacts(
  license: LicenseFields,
  { journey, messages }: Wizard,
  { sheet }: DocumentWords,
): readonly SheetFact[] {
  const { product, vendor } = journey.profileOf(license.product);
  const { language } = messages;
  return [
    [sheet.product, `${product.name} ${license.licenseVersion}`],
    [sheet.vendor, vendor.name],
    [sheet.type, journey.nameOfType(license.licenseType, license.product)],
    ...(license.holder === '' ? [] : [[sheet.holder, license.holder] as const]),
    ...(license.serialMasked === undefined ? [] : [[sheet.serial, license.serialMasked] as const]),
    [sheet.until, license.stopDate ? endDateIn(language, 'long')(license.stopDate) : sheet.forever],
    ...(license.features.length === 0 ? [] : [[sheet.features, license.features.join(', ')] as const]),
    [sheet.issued, sheet.byVendorClock(momentIn(language)(license.issuedAt))],
  ];
}
