import type { RenewalMessages } from '../en/renewal.ts';

/** As in English: the end of licenses, renewing, and licenses that replace others. */
export const renewal: RenewalMessages = {
  renew: 'Erneuern',
  proceed: 'Erneuern fortsetzen',
  daysLeft: (count) => (count === 1 ? 'Noch 1\u00a0Tag' : `Noch ${count}\u00a0Tage`),
  until: (product, end) =>
    `${product} ist auf diesem Computer aktiviert. Die Lizenz gilt bis ${end}. Sie bleibt in Kraft, bis die erneuerte hier ist.`,
  validUntil: (end) => `Die Lizenz gilt bis ${end}.`,
  due: 'Diese Lizenz soll erneuert werden. Sie hat kein Ablaufdatum und bleibt gültig.',
  ended: 'Abgelaufen',
  checkAgain: 'Datum noch einmal prüfen',
  withoutNetwork: (product) =>
    `Sie können die Lizenz von ${product} auch ohne erneuern. Sie brauchen nur ein Smartphone.`,
  manually: 'Manuell erneuern',
  otherSerial: 'Seriennummer eingeben',

  onPhone: {
    text: 'Um diese Lizenz zu erneuern, wählen Sie am Computer „Erneuern“ und bringen Sie seine neue Lizenzanfrage hierher. Jede Lizenz beantwortet eine Anfrage.',
    bring: 'Neue Anfrage aufnehmen',
    left: (count) => (count === 1 ? 'Noch 1\u00a0Tag – erneuern' : `Noch ${count}\u00a0Tage – erneuern`),
    ended: 'Abgelaufen – erneuern',
    previous: (type, serial) =>
      serial === null
        ? `Dieser Computer hatte: ${type}.`
        : `Dieser Computer hatte: ${type}, Seriennummer mit Ende ${serial}.`,
  },
  previousSerial: (serial) => `Die bisherige Lizenz hat die Seriennummer mit dem Ende ${serial}.`,
  inForce: (type, serial) =>
    serial === null
      ? `Auf diesem Computer in Kraft: ${type}.`
      : `Auf diesem Computer in Kraft: ${type}, Seriennummer mit Ende ${serial}.`,

  replace: {
    title: 'Welche Lizenz möchten Sie verwenden?',
    text: 'Die mitgebrachte Lizenz ist neuer, aber in manchem schlechter als die geltende. Noch hat sich nichts geändert.',
    olderTitle: 'Die neuere Lizenz bleibt',
    olderText:
      'Die mitgebrachte Lizenz wurde früher ausgestellt als die geltende und ersetzt sie deshalb nicht. Es hat sich nichts geändert.',
    installed: 'Geltende Lizenz',
    offered: 'Mitgebrachte Lizenz',
    features: 'Funktionen',
    noFeatures: 'Keine',
    issued: 'Ausgestellt',
    lost: (names) => `Es fehlt: ${names}`,
    worse: 'schlechter',
    keep: (type) => `${type} behalten`,
    replaceWith: (type) => `Durch ${type} ersetzen`,
    takeOlder: 'Ältere Lizenz verwenden',
    keepInstalled: 'Geltende Lizenz behalten',
    takeOffered: 'Mitgebrachte verwenden',
    copies: 'Die andere geht nicht verloren: Dieser Computer behält eine Kopie.',
    close: 'Weiter',
    waiting: 'Eine weitere Lizenz ist hier und wartet auf Ihre Entscheidung.',
    decide: 'Beide vergleichen',
  },

  earlier: {
    title: 'Weitere Lizenzen dieses Computers',
    text: 'Sie wurden ersetzt oder nicht verwendet. Speichern Sie eine als Datei und öffnen Sie diese hier, um sie wieder zu verwenden.',
    save: (type, issued) => `${type} speichern, ausgestellt am ${issued}`,
  },
};
