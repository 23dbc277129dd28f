import type { RefusalCode } from '../src/refusal.ts';

/** What a product shows of its license, in one language. Ends are written out, with the time where a day would mislead. */
export interface LicenseTexts {
  readonly renewalDue: string;
  expiresSoon(end: string, daysLeft: number): string;
  grace(end: string, graceEnd: string): string;
  readonly clockSuspect: string;
  /** Codes that a product meets most often. */
  readonly refused: Readonly<Partial<Record<RefusalCode, string>>>;
  expired(end: string): string;
  /** The file itself is not intact. */
  readonly damaged: string;
  other(code: string): string;
}

const en: LicenseTexts = {
  renewalDue: 'The license is valid. It is time to renew it.',
  expiresSoon: (end, daysLeft) =>
    `The license is valid until ${end}: ${daysLeft === 1 ? '1 more day' : `${daysLeft} more days`}. Renew it soon.`,
  grace: (end, graceEnd) =>
    `The license was valid until ${end}. The program still runs until ${graceEnd}. Renew it now.`,
  clockSuspect:
    'The clock of this computer shows an earlier time than before. Correct date and time. If they are correct, the clock ' +
    'was ahead once: get a new license.',
  refused: {
    'license-missing': 'There is no license on this computer yet. Request one.',
    'license-returned': 'The license of this computer was returned. Request a new one.',
    'license-revoked': 'The vendor has withdrawn this license. Contact the vendor.',
    'key-revoked': 'The vendor has withdrawn the key of this license. Request a new license.',
    'key-unknown': 'The license was signed with a key that this program does not know. Load the license again.',
    'keyset-missing': 'The vendor’s keys are missing. Install the program again.',
    'keyset-rollback': 'The vendor’s keys are older than those known. Load the newest license again.',
    'product-other': 'The license is for another product.',
    'machine-other': 'The license is for another computer, or too much of this one has changed. Request a new license.',
    'installation-other': 'The license is for another computer or browser. Request one here.',
    'request-other': 'The license answers another request. Load the one that answers yours.',
    'license-not-yet-valid': 'The license is not valid yet. Check the date of this computer.',
    'stored-unreadable': 'The license file cannot be read. Check its permissions.',
    'storage-unavailable': 'This browser stores nothing for this page, so that no license can be found.',
  },
  expired: (end) => `The license was valid until ${end}. Renew it.`,
  damaged: 'The license file is damaged. Load it again, as you received it.',
  other: (code) => `The license is not accepted (${code}). Contact the vendor.`,
};

const de: LicenseTexts = {
  renewalDue: 'Die Lizenz ist gültig. Es ist Zeit, sie zu erneuern.',
  expiresSoon: (end, daysLeft) =>
    `Die Lizenz gilt bis ${end}: noch ${daysLeft === 1 ? '1 Tag' : `${daysLeft} Tage`}. Erneuern Sie sie bald.`,
  grace: (end, graceEnd) =>
    `Die Lizenz galt bis ${end}. Das Programm läuft noch bis ${graceEnd}. Erneuern Sie sie jetzt.`,
  clockSuspect:
    'Die Uhr dieses Computers zeigt eine frühere Zeit als zuvor. Stellen Sie Datum und Uhrzeit richtig. Wenn sie stimmen, ' +
    'ging die Uhr einmal vor: Holen Sie eine neue Lizenz.',
  refused: {
    'license-missing': 'Auf diesem Computer ist noch keine Lizenz. Fordern Sie eine an.',
    'license-returned': 'Die Lizenz dieses Computers wurde zurückgegeben. Fordern Sie eine neue an.',
    'license-revoked': 'Der Hersteller hat diese Lizenz zurückgezogen. Wenden Sie sich an den Hersteller.',
    'key-revoked': 'Der Hersteller hat den Schlüssel dieser Lizenz zurückgezogen. Fordern Sie eine neue Lizenz an.',
    'key-unknown':
      'Die Lizenz ist mit einem Schlüssel signiert, den dieses Programm nicht kennt. Laden Sie die Lizenz noch einmal.',
    'keyset-missing': 'Die Schlüssel des Herstellers fehlen. Installieren Sie das Programm neu.',
    'keyset-rollback':
      'Die Schlüssel des Herstellers sind älter als die bekannten. Laden Sie die neueste Lizenz noch einmal.',
    'product-other': 'Die Lizenz ist für ein anderes Produkt.',
    'machine-other':
      'Die Lizenz ist für einen anderen Computer, oder an diesem hat sich zu viel geändert. Fordern Sie eine neue an.',
    'installation-other': 'Die Lizenz ist für einen anderen Computer oder Browser. Fordern Sie hier eine an.',
    'request-other': 'Die Lizenz beantwortet eine andere Anforderung. Laden Sie die, die Ihre beantwortet.',
    'license-not-yet-valid': 'Die Lizenz gilt noch nicht. Prüfen Sie das Datum dieses Computers.',
    'stored-unreadable': 'Die Lizenzdatei kann nicht gelesen werden. Prüfen Sie ihre Zugriffsrechte.',
    'storage-unavailable': 'Dieser Browser speichert nichts für diese Seite. So lässt sich keine Lizenz finden.',
  },
  expired: (end) => `Die Lizenz galt bis ${end}. Erneuern Sie sie.`,
  damaged: 'Die Lizenzdatei ist beschädigt. Laden Sie sie noch einmal, so wie Sie sie bekommen haben.',
  other: (code) => `Die Lizenz wird nicht angenommen (${code}). Wenden Sie sich an den Hersteller.`,
};

export const licenseTexts: Readonly<Record<string, LicenseTexts>> = { en, de };
