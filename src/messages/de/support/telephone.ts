import type { telephone as english } from '../../en/support/telephone.ts';

export const telephone: typeof english = {
  tasks: { label: 'Aufgabe', telephone: 'Aktivieren', 'telephone-return': 'Lizenz zurücknehmen' },
  clear: 'Formular leeren',
  product: {
    hint: 'Meist sagt es die erste Gruppe des Codes.',
    choose: 'Bitte wählen\u00a0…',
    missing: 'Wählen Sie das Produkt, das der Computer über seinem Code nennt.',
  },
  missing: 'Einige Gruppen des Codes fehlen noch oder stimmen nicht.',

  order: {
    title: 'Telefonisch aktivieren',
    text: 'Der Computer zeigt einen Installationscode, den der Kunde Ihnen vorliest. Geben Sie ihn ein und diktieren Sie dann den Bestätigungscode, den Sie bekommen.',
    machine: (id) => `Der Code ist vollständig. Computer-ID: ${id}. Der Computer zeigt dieselbe.`,
    type: 'Lizenztyp',
    typeMissing: 'Wählen Sie, was der Kunde gekauft hat.',
    typeUnknown: 'Geben Sie zuerst die erste Gruppe des Codes ein, oder wählen Sie das Produkt.',
    holder: 'Inhaber',
    holderHint: 'Für die Listen hier; in einem Code ist dafür kein Platz. Leer: der Inhaber der Seriennummer.',
    submit: 'Bestätigungscode holen',
    busy: 'Der Dienst wird gefragt\u00a0…',
  },

  serial: {
    label: 'Seriennummer',
    hint: '20\u00a0Buchstaben und Ziffern. Ihre Prüfzeichen zeigen Tippfehler.',
    anyHint: 'Wie auf der Bestellbestätigung. In einer Nummer eines anderen Systems fallen Tippfehler nicht auf.',
    missing: 'Dieser Lizenztyp braucht eine Seriennummer.',
    incomplete: (missing) =>
      missing === 1 ? 'Es fehlt noch 1\u00a0Zeichen' : `Es fehlen noch ${missing}\u00a0Zeichen`,
    valid: 'Die Prüfzeichen stimmen.',
    mistyped: 'Da ist ein Tippfehler.',
    suspects: (positions) => `Sehen Sie sich Zeichen\u00a0${positions.join(', ')} an.`,
    unusable: 'Eine Seriennummer hat höchstens 64\u00a0Zeichen.',
    suggestion: 'Ist es diese?',
    take: 'Übernehmen',
  },

  changed: {
    title: 'Dieser Computer hat sich geändert',
    text: 'Seine Hardware ist nicht mehr die, mit der er zuletzt aktiviert wurde. Fragen Sie den Kunden, was geändert wurde, bevor Sie fortfahren.',
    moves:
      'Er bleibt derselbe Computer: Sein Platz geht auf die geänderte Hardware über, und er belegt keinen weiteren.',
    limit: 'Ein Computer kann seinen Platz nur wenige Male im Jahr übertragen oder zurückgeben.',
    another: 'Er zählt als weiterer Computer und belegt einen weiteren Platz.',
    left: (seats) => (seats === 1 ? '1\u00a0Platz ist frei.' : `${seats}\u00a0Plätze sind frei.`),
    confirmMove: 'Platz übertragen',
    confirmAnother: 'Weiteren Platz belegen',
    busy: 'Der Dienst wird gefragt\u00a0…',
  },

  answer: {
    title: (machine) => `Bestätigungscode für ${machine}`,
    outcomes: {
      issued: 'Die Lizenz ist ausgestellt. Diktieren Sie dem Kunden diesen Code.',
      'given-before': 'Dieser Computer hat diesen Code schon bekommen. Es ist dieselbe Lizenz auf demselben Platz.',
    },
    compare: 'Vergleichen Sie zuerst die Computer-ID mit der auf dem Computer: Der Code gilt auf keinem anderen.',
    copy: 'Code kopieren',
    notCopied: 'Der Browser hat das Kopieren nicht erlaubt.',
    renew: 'Der Computer nimmt ihn nicht an: anderen Code geben',
    record: 'Aktivierung ansehen',
    done: 'Nächster Anruf',
    sheet: (machine) =>
      `Geben Sie diese Gruppen der Reihe nach an dem Computer mit der ID ${machine} ein. Dann hat er seine Lizenz.`,
  },

  return: {
    title: 'Lizenz telefonisch zurücknehmen',
    text: 'Hat ein Computer seine Lizenz abgegeben, zeigt er einen Rückgabecode, den der Kunde Ihnen vorliest. Damit wird der Platz frei.',
    submit: 'Lizenz zurücknehmen',
    busy: 'Der Dienst wird gefragt\u00a0…',
  },

  returned: {
    title: (machine) => `${machine} hat seine Lizenz zurückgegeben`,
    outcomes: {
      returned: 'Sein Platz ist jetzt frei.',
      'already-returned': 'Die Lizenz wurde schon früher zurückgegeben. Es hat sich nichts geändert.',
    },
    seats: (left) => (left === 1 ? '1\u00a0Platz' : `${left}\u00a0Plätze`),
    seatsLabel: 'Jetzt frei',
    unlimited: 'Nicht begrenzt',
    done: 'Nächster Anruf',
  },

  again: {
    title: 'Diese Lizenz wurde als Code ausgegeben',
    text: 'Eine Datei davon gibt es nicht. Um ihren Code noch einmal zu bekommen, lassen Sie sich den Installationscode des Computers noch einmal vorlesen und geben ihn ein: Mit demselben Lizenztyp, derselben Seriennummer und demselben Inhaber bekommt er seinen Code auf demselben Platz, innerhalb eines Tages genau denselben.',
    start: 'Seinen Installationscode eingeben',
  },
};
