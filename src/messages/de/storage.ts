import type { StorageMessages } from '../en/storage.ts';

/** Was der Assistent über den Speicher des Browsers sagt. */
export const storage: StorageMessages = {
  missing: {
    machine:
      'Ihre Lizenzanfrage braucht einen Schlüssel, der in diesem Browser bleibt, bis die Lizenz da ist. So geht es weiter:',
    courier: 'Was Sie hier scannen, ginge beim Schließen der Seite verloren. So geht es weiter:',
    unknown: 'Was Sie hier tun, ginge beim Schließen der Seite verloren. So geht es weiter:',
    better: 'Ein normales Fenster oder einen anderen Browser nehmen',
    betterHint:
      'Öffnen Sie diese Seite dort. Haben Sie eine Einstellung dieses Browsers geändert, versuchen Sie es hier noch einmal.',
    other: 'Erst die Ursache beheben',
    retry: 'Noch einmal versuchen',
    without: 'Ohne Speichern fortfahren',
    withoutButton: 'Ohne Speichern fortfahren',
    withoutMachine:
      'Schlüssel und Anfrage bleiben nur auf dieser Seite. Lassen Sie die Seite offen, bis Sie die Lizenz haben, und speichern Sie die Lizenz dann als Datei.',
    withoutCourier:
      'Anfragen und Lizenzen bleiben nur auf dieser Seite. Lassen Sie sie offen und speichern Sie Lizenzen als Dateien.',
  },

  inMemory: {
    machine: 'Dieser Browser speichert nichts. Lassen Sie diese Seite offen, bis die Lizenz da ist.',
    courier: 'Dieser Browser speichert nichts. Lassen Sie diese Seite offen und speichern Sie Lizenzen als Dateien.',
  },

  notKept:
    'Dieser Browser kann die Lizenz nicht behalten. Speichern Sie sie als Datei, bevor Sie die Seite schließen. Danach erkennt dieser Assistent die Datei nicht mehr, denn der Schlüssel, zu dem sie gehört, verschwindet mit der Seite. Um in diesem Browser erneut zu aktivieren, erstellen Sie eine neue Anfrage.',

  comeBack: 'Kommen Sie mit der Lizenz im selben Browser auf diese Seite zurück. Nehmen Sie kein privates Fenster.',
  privateWindow: {
    title: 'Das ist ein privates Fenster',
    text: 'Es vergisst die Anfrage beim Schließen, und die Lizenz passt dann nicht mehr. Nehmen Sie ein normales Fenster oder lassen Sie dieses offen, bis die Lizenz da ist.',
  },

  deleted: {
    title: 'Dieser Browser hat gelöscht, was hier gespeichert war',
    machine: 'Die Lizenzanfrage oder die Lizenz dieses Computers ist weg. Erstellen Sie eine neue Anfrage.',
    carried: (count) =>
      count === 1
        ? 'Die Anfrage eines Computers ist weg. Scannen Sie seinen Code noch einmal.'
        : `Die Anfragen von ${count} Computern sind weg. Scannen Sie deren Codes noch einmal.`,
    close: 'OK',
  },

  evictable:
    'Ist dieses Gerät voll, kann der Browser wartende Anfragen löschen. Mit der installierten App bleiben sie erhalten.',
  evictableClose: 'OK',

  storeAgain: 'Noch einmal speichern',
  reload: 'Neu laden',
  retry: 'Noch einmal versuchen',

  newRequest: 'Neue Anfrage erstellen',
  showRequest: 'Anfrage dieses Computers zeigen',
};
