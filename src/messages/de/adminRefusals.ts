import type { AdminRefusalTexts } from '../refusalText.ts';

const reasons: Readonly<Record<string, string>> = {
  malformed: 'Er ist nicht vollständig: Ein Zugangsschlüssel beginnt mit kfa_ und hat 47\u00a0Zeichen.',
  expired: 'Er ist abgelaufen.',
  revoked: 'Er wurde widerrufen.',
};

function seconds(number: unknown): string {
  return Number(number) === 1 ? 'eine Sekunde' : `${number}\u00a0Sekunden`;
}

function pause(number: unknown): string {
  return number ? seconds(number) : 'eine Minute';
}

function inTime(number: unknown): string {
  return number ? `in ${seconds(number).replace('eine ', 'einer ')}` : 'in einer Minute';
}

const operators = 'Sagen Sie den Betreibern den Fehlercode unten';

const listOf = (ids: unknown) => (Array.isArray(ids) && ids.length > 0 ? ids.join(', ') : 'andere Produkte');

/** Refusals whose text on the admin page differs from the wizard's. */
export const refusals: AdminRefusalTexts = {
  'token-refused': ({ reason }) => ({
    title: 'Dieser Zugangsschlüssel gilt nicht',
    why: reasons[String(reason)] ?? 'Er wurde falsch eingegeben, ist abgelaufen oder wurde widerrufen.',
    next: 'Kopieren Sie den ganzen Zugangsschlüssel und fügen Sie ihn noch einmal ein, oder bitten Sie die Betreiber des Aktivierungsdienstes um einen neuen.',
  }),
  'token-scope-missing': ({ scope }) => ({
    title: 'Ihr Zugangsschlüssel erlaubt das nicht',
    why: typeof scope === 'string' ? `Ihm fehlt das Recht ${scope}.` : 'Ihm fehlt ein Recht, das dafür nötig ist.',
    next: 'Bitten Sie die Betreiber des Aktivierungsdienstes um einen, der es hat.',
  }),
  'product-unclear': ({ products }) => ({
    title: 'Welches Produkt ist gemeint?',
    why: `Der Dienst hat mehrere: ${listOf(products)}.`,
    next: 'Wählen Sie eines davon, und versuchen Sie es noch einmal.',
  }),
  'product-unknown': ({ found, products }) => ({
    title: 'Der Dienst hat dieses Produkt nicht',
    why: `Er hat ${listOf(products)}${typeof found === 'string' ? `, aber nicht ${found}` : ''}.`,
    next: 'Wählen Sie eines seiner Produkte. Fehlt Ihres, fragen Sie die Betreiber des Dienstes.',
  }),
  'activation-unknown': {
    title: 'Diese Aktivierung gibt es nicht',
    why: 'Die Adresse wurde abgeschnitten oder falsch eingegeben, oder sie gehört zu einem anderen Dienst.',
    next: 'Suchen Sie die Aktivierung in der Liste.',
  },
  'serial-unknown': {
    title: 'Diese Seriennummer gibt es nicht',
    why: 'Die Adresse wurde abgeschnitten oder falsch eingegeben, oder sie gehört zu einem anderen Dienst.',
    next: 'Suchen Sie die Seriennummer in der Liste.',
  },
  'serial-terms-invalid': {
    title: 'Es wurde nichts erzeugt oder geändert',
    why: 'Eine Angabe ist ungültig.',
    next: 'Berichtigen Sie sie und versuchen Sie es noch einmal.',
  },
  'machine-changed': {
    title: 'Der Platz gehört inzwischen zu anderer Hardware',
    why: 'Diese Lizenz ist für den Computer, wie er früher war. Für den jetzigen wurde eine neuere ausgestellt.',
    next: 'Suchen Sie weiter unten die neueste Lizenz dieses Platzes und stellen Sie diese neu aus.',
  },
  'serial-expired': {
    title: 'Die Seriennummer ist abgelaufen',
    why: 'Für eine abgelaufene Seriennummer werden keine neuen Lizenzen ausgestellt.',
    next: 'Hat der Kunde sie verlängert, ändern Sie ihr Ende. Sonst verkaufen Sie ihm eine neue.',
  },
  'trial-used': {
    title: 'Die Testzeit dieses Computers ist vorbei',
    why: 'Jeder Computer bekommt sie einmal, auch wenn die Lizenz zurückgegeben oder der Platz freigegeben wurde.',
    next: 'Verkaufen Sie dem Kunden eine Seriennummer. Der Computer braucht einen neuen Auftrag damit.',
  },
  'seat-released': {
    title: 'Dieser Platz ist schon freigegeben',
    why: 'Der Computer hat seine Lizenz zurückgegeben, oder der Platz wurde hier freigegeben.',
    next: 'Laden Sie die Seite neu, um den jetzigen Stand zu sehen. Eine Lizenz für diesen Computer braucht einen neuen Auftrag.',
  },
  'serial-malformed': {
    title: 'Die Seriennummer enthält einen Tippfehler',
    why: 'Ihre Prüfzeichen passen nicht zu den anderen.',
    next: 'Vergleichen Sie sie Zeichen für Zeichen mit ihrer Quelle.',
  },
  'license-type-unknown': ({ found }) => ({
    title: 'Diese Lizenzart steht nicht mehr im Katalog',
    why: typeof found === 'string' ? `Die Lizenz hat die Art ${found}.` : 'Die Lizenz wurde früher dafür ausgestellt.',
    next: 'Bitten Sie den Betreiber des Dienstes, die Art wieder aufzunehmen, oder verkaufen Sie dem Kunden eine andere.',
  }),
  'seats-exhausted': {
    title: 'Alle Plätze der Seriennummer sind belegt',
    why: 'Andere Computer haben sie.',
    next: 'Geben Sie den Platz eines Computers frei, der nicht mehr benutzt wird, oder bitten Sie den Betreiber des Dienstes um mehr Plätze.',
  },
  'key-unknown': {
    title: 'Die Lizenz ist mit einem Schlüssel signiert, den der Dienst nicht kennt',
    why: 'Die Schlüsselliste des Dienstes enthält ihn nicht.',
    next: 'Nennen Sie dem Betreiber des Dienstes den Code unten.',
  },
  'product-other': {
    title: 'Die Aktivierung gehört zu einem anderen Produkt',
    why: 'Im Katalog des Dienstes steht ein anderes Produkt.',
    next: 'Verwenden Sie die Verwaltungsseite jenes Produkts.',
  },
  'file-too-large': {
    title: 'Das ist zu groß',
    why: 'Der Dienst nimmt nicht so viel auf einmal an.',
    next: 'Teilen Sie es auf, und senden Sie die Teile nacheinander.',
  },
  'service-not-signing': {
    title: 'Der Aktivierungsdienst kann gerade keine Lizenzen ausstellen',
    why: 'Sein Signaturschlüssel gilt zurzeit nicht.',
    next: 'Sagen Sie es dem Betreiber des Dienstes; „keyferry keys list“ zeigt die Schlüssel. Versuchen Sie es dann noch einmal.',
  },
  'service-not-found': {
    title: 'Der Aktivierungsdienst kennt diese Adresse nicht',
    why: 'Diese Seite ist vielleicht älter als der Dienst.',
    next: 'Laden Sie die Seite neu. Wenn es wieder geschieht, nennen Sie dem Betreiber des Dienstes den Code unten.',
  },
  'internal-fault': {
    title: 'Auf dieser Seite ist etwas schiefgegangen',
    why: 'Das ist ein Fehler der Seite, nicht von Ihnen.',
    next: 'Laden Sie die Seite neu. Wenn es wieder geschieht, nennen Sie dem Betreiber des Dienstes den Code unten.',
  },
  'too-many-attempts': ({ retryAfter }) => ({
    title: 'Zu viele ungültige Zugangsschlüssel',
    why: 'Aus diesem Netzwerk kamen viele ungültige Zugangsschlüssel. Vielleicht benutzt ein Programm noch einen alten.',
    next: `Warten Sie ${pause(retryAfter)} und fügen Sie dann den ganzen Zugangsschlüssel noch einmal ein.`,
  }),
  'network-offline': {
    title: 'Keine Netzwerkverbindung',
    why: 'Dieser Computer ist nicht verbunden.',
    next: 'Verbinden Sie ihn und versuchen Sie es noch einmal. Ihre Eingaben gehen nicht verloren.',
  },
  'service-unreachable': {
    title: 'Der Aktivierungsdienst antwortet nicht',
    why: 'Vielleicht wurde er angehalten, oder der Weg zu ihm ist unterbrochen.',
    next: 'Versuchen Sie es noch einmal. Bleibt er weg, sagen Sie es den Betreibern.',
  },
  'service-busy': ({ retryAfter }) => ({
    title: 'Der Aktivierungsdienst ist überlastet',
    why: 'Es kamen viele Anfragen auf einmal.',
    next: `Versuchen Sie es ${inTime(retryAfter)} noch einmal.`,
  }),
  'service-fault': {
    title: 'Der Aktivierungsdienst ist gestört',
    why: 'Er hat geantwortet, konnte die Anfrage aber nicht ausführen.',
    next: `Versuchen Sie es in ein paar Minuten noch einmal. ${operators}, wenn das nicht hilft. Im Protokoll steht mehr.`,
  },
  'service-request-invalid': {
    title: 'Der Aktivierungsdienst hat das nicht verstanden',
    why: 'Vielleicht ist diese Seite älter als der Dienst.',
    next: `Laden Sie die Seite neu. ${operators}, wenn das nicht hilft.`,
  },
  'serial-known-otherwise': {
    title: 'Die Seriennummer gibt es mit anderen Bedingungen',
    why: 'Sie wurde früher mit anderen Bedingungen erzeugt oder importiert.',
    next: 'Verwenden Sie dieselben Bedingungen, oder lassen Sie die Seriennummer weg.',
  },
  'seats-in-use': ({ taken }) => ({
    title: 'Zu wenige Plätze',
    why: taken ? `${taken}\u00a0Plätze sind belegt.` : 'Es sind mehr Plätze belegt.',
    next: 'Behalten Sie mindestens so viele, oder geben Sie zuerst Plätze frei.',
  }),
  'import-malformed': {
    title: 'Das ist keine Tabelle von Seriennummern',
    why: 'Die erste Zeile muss die Spalten nennen, und jede Zeile muss für jede Spalte einen Wert haben.',
    next: 'Es wurde nichts importiert. Berichtigen Sie die Datei und versuchen Sie es noch einmal.',
  },
  'audit-broken': {
    title: 'Das Protokoll wurde verändert',
    why: 'Eine Zeile wurde geändert, entfernt oder eingefügt, oder die Festplatte ist beschädigt.',
    next: 'Sagen Sie es den Betreibern des Aktivierungsdienstes. Lassen Sie den Datenspeicher, wie er ist.',
  },
};
