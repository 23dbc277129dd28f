import type { ScanningMessages } from '../../en/phone/scanning.ts';

/** What a code is that is refused as `code-not-ours`. */
export const codeKinds: Readonly<Record<string, string>> = {
  'web-address': 'Es ist eine Webadresse.',
  wifi: 'Es ist ein Code für die Anmeldung an einem WLAN.',
  contact: 'Es ist ein Kontakt oder eine Telefonnummer.',
  message: 'Es ist eine E-Mail-Adresse oder eine Nachricht.',
  place: 'Es ist ein Ort auf einer Karte.',
  event: 'Es ist ein Termin.',
  payment: 'Es ist eine Zahlung.',
  'sign-in': 'Er dient zur Anmeldung bei einer App.',
  'product-label': 'Es ist ein Produktetikett.',
};

const computers = (count: number) => (count === 1 ? '1\u00a0Computer' : `${count}\u00a0Computer`);

/** Scanning one computer after another, and several files at once. */
export const scanning: ScanningMessages = {
  report: {
    title: (count: number) =>
      count === 1 ? '1\u00a0Datei wurde nicht verwendet' : `${count}\u00a0Dateien wurden nicht verwendet`,
    taken: (count: number) => (count === 1 ? 'Eine wurde übernommen.' : `${count} wurden übernommen.`),
    unnamed: 'Eingefügter Text oder Code',
    close: 'Schließen',
  },

  camera: {
    label: 'Computer scannen',
    close: 'Kamera schließen',
    count: (count: number) => `${count} gescannt`,
    hint: 'Code in den Rahmen halten',
    more: 'Nächster Computer – oder unten weiter.',
    picture: 'Bild oder Datei',
    proceed: '1 gescannt: Weiter',
    done: 'Fertig',
    settings: 'Kameraeinstellungen',
    added: 'hinzugefügt',
    known: 'schon in der Liste',
    receiptAdded: 'Rückgabeschein hinzugefügt',
    keys: 'Die Schlüssel des Herstellers sind aktuell',
    several: (count: number) => `${computers(count)} hinzugefügt`,
    name: 'Benennen',
    rename: 'Namen ändern',
    nameOf: (machine: string) => `Name von ${machine}`,
    nameHint: 'Zum Beispiel „Linie 3, linkes Panel“',
    nameDone: 'Name fertig',
  },
};
