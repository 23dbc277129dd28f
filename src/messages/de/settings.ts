import type { settings as english } from '../en/settings.ts';

const items = (count: number, one: string, many: string) => (count === 1 ? one : `${count}\u00a0${many}`);

export const settings: typeof english = {
  title: 'Einstellungen und Info',
  device: 'Dieses Gerät',
  role: 'Wird genutzt für',
  noRole: 'Noch nicht gewählt',
  version: 'Versionsnummer',
  product: 'Produkt',
  service: 'Aktivierungsdienst',

  stored: 'Was hier gespeichert ist',
  nothing: 'Noch nichts.',
  ownLicense: 'Die Lizenz dieses Computers und der Schlüssel, der zu ihr gehört',
  ownRequest: 'Die Lizenzanfrage dieses Computers',
  earlier: (count) => items(count, 'Eine frühere Lizenz dieses Computers', 'frühere Lizenzen dieses Computers'),
  requests: (count) => items(count, 'Eine Lizenzanfrage eines anderen Computers', 'Lizenzanfragen anderer Computer'),
  licenses: (count) => items(count, 'Eine Lizenz für einen anderen Computer', 'Lizenzen für andere Computer'),
  slips: (count) => items(count, 'Ein Rückgabeschein', 'Rückgabescheine'),
  files: (count) => items(count, 'Eine empfangene Datei', 'empfangene Dateien'),
  howLong: 'Es bleibt, bis Sie es hier entfernen oder die Daten dieser Website im Browser löschen.',
  persistent: 'Der Browser hat zugesagt, es zu behalten, wenn auf diesem Gerät der Speicher knapp wird.',
  evictable: 'Wird auf diesem Gerät der Speicher knapp, kann der Browser es ungefragt löschen.',
  memory: 'Dieser Browser speichert nichts. Alles geht verloren, wenn diese Seite geschlossen wird.',
  byProgram:
    'Das Programm, das diese Seite geöffnet hat, bewahrt Anfrage und Lizenz in Dateien auf diesem Computer auf.',
  space: (used) => `Belegter Speicher: ${used}.`,

  privacy: 'Datenschutz',
  privacyText: (address) =>
    `Eine Lizenzanfrage geht an ${address} und an niemanden sonst. Sie enthält, was diese Seite zeigt, bevor Sie sie erstellen. Beim Bestellen geht auch die Seriennummer dorthin.`,
  noTracking: 'Diese Seite zählt keine Besuche, setzt keine Cookies und lädt nichts von anderen Adressen.',

  help: 'Hilfe',
  support: 'Hersteller kontaktieren',
  status: 'Status des Aktivierungsdienstes',
  noHelp: 'Der Hersteller hat keine Adresse für Hilfe angegeben. Fragen Sie dort, wo Sie die Software gekauft haben.',

  about: 'Über diese Seite',
  made: 'Erstellt mit Keyferry.',
  software: 'Lizenzen der enthaltenen Software',
  softwareText: (count) => `Diese Seite enthält Keyferry und ${count}\u00a0Pakete von anderen.`,

  delete: {
    title: 'Alles löschen',
    text: 'Alles, was diese Seite in diesem Browser gespeichert hat, wird gelöscht. Das lässt sich nicht rückgängig machen.',
    lost: 'Verloren gehen:',
    undelivered: (count) =>
      items(
        count,
        'Eine Lizenz, die noch nicht auf ihrem Computer ist',
        'Lizenzen, die noch nicht auf ihren Computern sind',
      ),
    unanswered: (count) =>
      items(
        count,
        'Eine Anfrage ohne Lizenz: Der Computer muss sie noch einmal zeigen',
        'Anfragen ohne Lizenz: Die Computer müssen sie noch einmal zeigen',
      ),
    unsent: (count) =>
      items(
        count,
        'Ein Rückgabeschein, den der Hersteller noch nicht hat',
        'Rückgabescheine, die der Hersteller noch nicht hat',
      ),
    own: 'Die Lizenz dieses Computers: Er muss neu aktiviert werden, und dieser Browser zählt dann als anderer Computer',
    ownRequest: 'Die Lizenzanfrage dieses Computers: Eine Lizenz, die darauf antwortet, passt dann nicht mehr',
    understood: 'Ich weiß, dass sich das nicht rückgängig machen lässt',
    confirm: 'Alles löschen',
  },
};
