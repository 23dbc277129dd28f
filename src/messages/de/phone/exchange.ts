import type { ExchangeMessages } from '../../en/phone/exchange.ts';

const requests = (count: number) => (count === 1 ? '1\u00a0Computer' : `${count}\u00a0Computer`);
const receipts = (count: number) => (count === 1 ? '1\u00a0Rückgabeschein' : `${count}\u00a0Rückgabescheine`);
const serials = (count: number) => (count === 1 ? '1\u00a0Seriennummer' : `${count}\u00a0Seriennummern`);

/** Everything that a device carries, as one file for another device. */
export const exchange: ExchangeMessages = {
  title: 'Liste für ein anderes Gerät speichern',
  text: 'Eine Datei mit allen Computern auf diesem Gerät: Namen, Anfragen, Bestellungen, Lizenzen und Rückgabescheine. Öffnen Sie die Datei auf dem anderen Gerät und machen Sie dort weiter.',
  content: (computers: number, returned: number) =>
    returned === 0 ? `${requests(computers)}.` : `${requests(computers)} und ${receipts(returned)}.`,
  empty: 'Auf diesem Gerät ist noch nichts.',
  withSerials: (count: number) => `Mit ${serials(count)}`,
  serialsHint:
    'Wer die Datei hat, kann sie lesen und verwenden. Ohne sie geben Sie sie auf dem anderen Gerät noch einmal ein.',
  save: 'Datei speichern',
  saved: (name: string) => `Datei gespeichert: ${name}`,
  share: 'Datei teilen',
  codes: 'Als Codes zeigen',
  codesTooLarge: 'Das ist zu groß für Codes. Nehmen Sie die Datei.',
  remove: 'Alles von diesem Gerät entfernen',
  askRemove: (computers: number, returned: number) =>
    `${returned === 0 ? requests(computers) : `${requests(computers)} und ${receipts(returned)}`} von diesem Gerät entfernen? Tun Sie das erst, wenn das andere Gerät alles hat. In der Liste können Sie es rückgängig machen.`,

  importTitle: 'Liste eines anderen Geräts hinzufügen?',
  importText:
    'Noch hat sich nichts geändert. Was auf diesem Gerät ist, bleibt. Ist ein Computer auf beiden, gilt der neuere Stand.',
  added: (count: number) => `Hier neu: ${count}`,
  changed: (count: number) => `Neuer als hier: ${count}`,
  same: (count: number) => `Wie auf diesem Gerät: ${count}`,
  sends: (count: number) =>
    count === 1
      ? '1\u00a0wartende Bestellung wird dann auch von diesem Gerät gesendet. Sie zweimal zu senden schadet nicht.'
      : `${count}\u00a0wartende Bestellungen werden dann auch von diesem Gerät gesendet. Sie zweimal zu senden schadet nicht.`,
  refused: (count: number) =>
    count === 1 ? '1\u00a0Eintrag lässt sich nicht verwenden:' : `${count}\u00a0Einträge lassen sich nicht verwenden:`,
  unnamed: 'Ohne Namen',
  accept: 'Auf diesem Gerät hinzufügen',
  decline: 'Nicht hinzufügen',
};
