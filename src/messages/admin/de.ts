import { refusals as general } from '../refusals.de.ts';
import { refusalsIn } from '../refusalText.ts';
import type { AdminMessages } from './en.ts';
import { refusals } from './refusals.de.ts';

const count = (number: number, one: string, several: string) => `${number}\u00a0${number === 1 ? one : several}`;

/**
 * Every word of the admin page in German. Beside the words of the wizard it keeps to: Zugangsschlüssel (token), Recht
 * (scope), Inhaber (holder), neu ausstellen (reissue), freigeben (release), sperren (block), erzeugen (mint).
 */
export const de: AdminMessages = {
  language: 'de',
  direction: 'ltr',
  chooseLanguage: 'Sprache',

  desk: 'Lizenzschalter',
  documentTitle: (view, product) => `${view} – Lizenzschalter ${product}`,
  skip: 'Zum Inhalt springen',
  opening: 'Einen Moment\u00a0…',
  loading: 'Wird geladen\u00a0…',
  cancel: 'Abbrechen',
  copied: 'Kopiert.',
  notCopied: 'Kopieren war nicht möglich. Nehmen Sie stattdessen die Datei.',
  saved: (name) => `Gespeichert: ${name}`,
  none: '–',
  offline:
    'Keine Netzwerkverbindung. Was Sie sehen, ist vielleicht nicht mehr aktuell, und ändern lässt sich erst wieder etwas, wenn sie zurück ist.',
  shortcut: 'Die Taste\u00a0/ führt zur Suche',

  nav: { label: 'Listen', activations: 'Aktivierungen', serials: 'Seriennummern' },

  signIn: {
    title: 'Am Lizenzschalter anmelden',
    label: 'Zugangsschlüssel',
    hint: 'Er beginnt mit kfa_ und bleibt nur in diesem Tab, bis Sie ihn schließen oder sich abmelden.',
    where: 'Woher bekomme ich einen?',
    whereText: 'Wer den Aktivierungsdienst betreibt, erzeugt ihn und gibt ihn Ihnen, ein einziges Mal:',
    submit: 'Anmelden',
    busy: 'Anmeldung läuft\u00a0…',
    again: 'Sie wurden abgemeldet. Was Sie eingegeben hatten, ist noch da und erscheint nach der Anmeldung wieder.',
    signedInAs: 'Angemeldet als',
    until: (date) => `bis ${date}`,
    out: 'Abmelden',
  },

  list: {
    found: (number, more) =>
      number === 0
        ? 'Nichts gefunden.'
        : more
          ? `Die ersten ${number}, es gibt noch mehr.`
          : `${count(number, 'Treffer', 'Treffer')}.`,
    added: (added, all) => `${added} dazu, insgesamt ${all}.`,
    more: 'Mehr anzeigen',
    exportCsv: 'CSV exportieren',
    exporting: 'Export läuft\u00a0…',
    nothing: (text) => `Nichts gefunden zu „${text}“`,
    search: 'Suchen',
  },

  activations: {
    title: 'Aktivierungen',
    search: 'Aktivierungen durchsuchen',
    placeholder: 'Inhaber, Computer, Kurzcode, Nummer der Anforderung oder Seriennummer',
    searchHint: 'Von einer Seriennummer genügen die letzten fünf Zeichen.',
    empty: 'Noch wurde keine Lizenz ausgestellt',
    emptyText: 'Jeder Computer, der eine Lizenz bekommt, erscheint hier, der neueste zuerst.',
    nothingText:
      'Versuchen Sie es mit weniger Buchstaben oder mit etwas anderem, das Sie wissen: Name des Computers, Kurzcode, Inhaber.',
    caption: 'Aktivierungen',
    filter: 'Anzeigen',
    filters: { all: 'Alle', active: 'Aktive', flagged: 'Mögliche Kopien', released: 'Aufgegebene' },
    nothingSuch: 'Davon gibt es keine',
  },

  columns: {
    machine: 'Computer',
    phrase: 'Kurzcode',
    type: 'Lizenztyp',
    holder: 'Inhaber',
    serial: 'Seriennummer',
    seat: 'Platz',
    seats: 'Plätze',
    issued: 'Ausgestellt',
    until: 'Gültig bis',
    taken: 'Belegt',
    renewed: 'Letzte Lizenz',
    created: 'Erzeugt',
    expires: 'Verwendbar bis',
    state: 'Zustand',
  },

  facts: {
    license: 'Nummer der Lizenz',
    request: 'Nummer der Anforderung',
    term: 'Lizenzen gelten',
    days: (number) => count(number, 'Tag', 'Tage'),
    termOfType: 'wie im Lizenztyp festgelegt',
    features: 'Zusätzliche Funktionen',
    note: 'Notiz',
    forever: 'Ohne Enddatum',
    notRequired: 'Nicht nötig',
    noHolder: 'Niemand genannt',
    seatOf: (number, of) => `${number} von ${of}`,
    seat: (number) => `${number}`,
    taken: (taken, of) => `${taken} von ${count(of, 'Platz', 'Plätzen')} belegt`,
  },

  badges: {
    active: 'Aktiv',
    released: 'Freigegeben',
    returned: 'Zurückgegeben',
    flagged: 'Mögliche Kopie',
    ended: 'Abgelaufen',
    blocked: 'Gesperrt',
    expired: 'Abgelaufen',
    full: 'Alle belegt',
    open: 'Offen',
  },

  activation: {
    back: 'Aktivierungen',
    title: (machine) => `Computer ${machine}`,
    facts: 'Eckdaten',
    history: 'Was mit dem Platz geschah',
    release: 'Platz freigeben\u00a0…',
    reissue: 'Lizenz neu ausstellen',
    reissuing: 'Wird ausgestellt\u00a0…',
    released: 'Der Platz ist frei.',
    flagged: 'Zwei Computer zeigen dieselbe Identität',
    flaggedText: (date) =>
      `Seit ${date} hat mehr als ein Computer mit dieser Identität angefragt. Es kann eine Kopie des Computers oder seines Browserprofils sein oder einer, der aus einer Sicherung wiederhergestellt wurde. Fragen Sie den Kunden, bevor Sie den Platz freigeben.`,
    wasReleased: (date) => `Dieser Platz wurde hier am ${date} freigegeben.`,
    wasReturned: (date) => `Der Computer hat diesen Platz am ${date} zurückgegeben.`,
  },

  release: {
    title: (machine) => `Platz von ${machine} freigeben?`,
    text: 'Tun Sie das, wenn es den Computer nicht mehr gibt: defekt, verkauft oder neu aufgesetzt.',
    free: 'Der Platz ist sofort frei, ein anderer Computer kann ihn bekommen.',
    until: (date) =>
      `Die Lizenz auf dem alten Computer funktioniert noch bis ${date}, denn dort kann sie niemand erreichen.`,
    forever:
      'Die Lizenz auf dem alten Computer funktioniert weiter: Sie hat kein Enddatum, und dort kann sie niemand erreichen.',
    again: 'Fragt der alte Computer wieder an, belegt er einen neuen Platz.',
    undo: 'Das lässt sich nicht rückgängig machen.',
    confirm: 'Platz freigeben',
    busy: 'Wird freigegeben\u00a0…',
  },

  license: {
    title: 'Die Lizenz für den Kunden',
    text: 'Schicken Sie ihm die Datei oder lassen Sie ihn den Code am Computer scannen. Sie gilt nur für diesen Computer.',
    outcomes: {
      current: 'Die bisherige Lizenz gilt noch. Hier ist sie noch einmal.',
      reissued: 'Eine neue Lizenz wurde ausgestellt, für denselben Computer und denselben Platz.',
    },
    label: 'QR-Code mit der Lizenz',
    save: 'Lizenz herunterladen',
    copy: 'Als Text kopieren',
    tooLarge: 'Diese Lizenz ist zu groß für einen Code. Nehmen Sie die Datei.',
  },

  history: {
    taken: 'Platz belegt',
    issued: 'Lizenz ausgestellt',
    reissued: 'Lizenz hier neu ausgestellt',
    moved: 'Auf geänderte Hardware übertragen',
    flagged: 'Zwei Computer mit derselben Identität',
    returned: 'Vom Computer zurückgegeben',
    released: 'Hier freigegeben',
    empty: 'Es ist nichts verzeichnet.',
    this: 'diese',
    other: 'ansehen',
  },

  serials: {
    title: 'Seriennummern',
    search: 'Seriennummern durchsuchen',
    placeholder: 'Die letzten fünf Zeichen oder der Inhaber',
    searchHint: 'Auch eine ganze Seriennummer wird gefunden.',
    empty: 'Es gibt noch keine Seriennummern',
    emptyText: 'Erzeugen Sie welche, um sie zu verkaufen.',
    nothingText: 'Versuchen Sie es mit den letzten fünf Zeichen oder dem Namen des Inhabers.',
    caption: 'Seriennummern',
    mint: 'Seriennummern erzeugen',
  },

  serial: {
    back: 'Seriennummern',
    title: (masked) => `Seriennummer ${masked}`,
    facts: 'Was verkauft wurde',
    seats: 'Belegte Plätze',
    givenUp: 'Aufgegebene Plätze',
    none: 'Noch hat sie kein Computer verwendet',
    block: 'Sperren\u00a0…',
    unblock: 'Entsperren\u00a0…',
    blocked: 'Die Seriennummer ist gesperrt.',
    unblocked: 'Die Seriennummer ist wieder verwendbar.',
    wasBlocked: (date) =>
      `Gesperrt seit ${date}. Sie bekommt keine neuen Lizenzen, die bisherigen funktionieren weiter.`,
  },

  block: {
    title: 'Diese Seriennummer sperren?',
    stop: 'Kein Computer bekommt mehr eine Lizenz damit, und keine wird erneuert.',
    stay: 'Lizenzen, die es schon gibt, funktionieren bis zu ihrem Ende weiter.',
    undo: 'Sie können sie jederzeit wieder entsperren.',
    confirm: 'Jetzt sperren',
    busy: 'Wird gesperrt\u00a0…',
  },

  unblock: {
    title: 'Diese Seriennummer entsperren?',
    text: 'Sie ist sofort wieder verwendbar, für die Plätze, die frei sind.',
    confirm: 'Jetzt entsperren',
    busy: 'Wird entsperrt\u00a0…',
  },

  mint: {
    title: 'Seriennummern erzeugen',
    back: 'Seriennummern',
    type: 'Lizenztyp',
    count: 'Wie viele',
    countHint: (most) => `1 bis ${most}`,
    seats: 'Plätze je Nummer',
    seatsHint: 'So viele Computer können sie gleichzeitig nutzen.',
    holder: 'Inhaber',
    holderHint: 'Steht in den Lizenzen, wenn im Auftrag niemand genannt ist.',
    expires: 'Verwendbar bis',
    expiresHint: 'Danach gibt es keine Lizenz mehr, und die bisherigen enden.',
    term: 'Lizenzen gelten, in Tagen',
    termHint: 'Leer: wie im Lizenztyp festgelegt.',
    features: 'Zusätzliche Funktionen',
    featuresHint: 'Durch Kommas getrennt.',
    note: 'Notiz',
    noteHint: 'Für Sie und Ihre Kollegen, etwa eine Auftragsnummer.',
    optional: 'freiwillig',
    submit: 'Erzeugen',
    busy: 'Wird erzeugt\u00a0…',
    done: (number) => `${count(number, 'Seriennummer', 'Seriennummern')} erzeugt.`,
    once: 'Bewahren Sie sie jetzt auf: Sie lassen sich nicht noch einmal anzeigen',
    onceText:
      'Der Dienst merkt sich von jeder nur eine Prüfsumme. Kopieren Sie die Nummern oder laden Sie sie herunter, bevor Sie weitermachen.',
    copy: 'Alle kopieren',
    save: 'Als CSV herunterladen',
    dismiss: 'Ich habe sie',
    waiting: (number) => `${count(number, 'neue Seriennummer ist', 'neue Seriennummern sind')} noch nicht gesichert.`,
    show: 'Anzeigen',
    forgetTitle: 'Die neuen Seriennummern vergessen?',
    forgetText: 'Sie wurden weder kopiert noch heruntergeladen und lassen sich nicht noch einmal anzeigen.',
    forget: 'Vergessen',
    fields: {
      count: 'Das muss eine ganze Zahl von 1 bis 1000 sein.',
      seats: 'Das muss eine ganze Zahl ab 1 sein.',
      termDays: 'Das muss eine ganze Zahl von 1 bis 36525 sein.',
      holder: 'Der Name ist zu lang oder hat Zeichen, die sich nicht drucken lassen.',
      note: 'Die Notiz ist zu lang oder hat Zeichen, die sich nicht drucken lassen.',
      features: 'Eine Funktion ist zu lang, hat ein unerlaubtes Zeichen, oder es sind zu viele.',
      expiresAt: 'Diesen Tag gibt es nicht, oder er ist schon vorbei.',
      licenseType: 'Dieser Lizenztyp braucht keine Seriennummer, oder es gibt ihn nicht.',
    },
  },

  missing: {
    scope: 'Ihr Zugangsschlüssel erlaubt das nicht',
    scopeText: (scope) =>
      `Ihm fehlt das Recht ${scope}. Bitten Sie die Betreiber des Aktivierungsdienstes um einen, der es hat.`,
  },

  refusalLabels: { code: 'Fehlercode', again: 'Erneut versuchen' },

  refusal: refusalsIn({ ...general, ...refusals }),
};
