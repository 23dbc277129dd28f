import { listFormatIn } from '../formats.ts';
import { dayIn, endIn, type RefusalText, type RefusalTexts } from '../refusalText.ts';
import { damageText } from './damages.ts';
import { about } from './duration.ts';
import { keyboardText } from './parts/keyboard.ts';
import { codeKinds } from './phone/scanning.ts';

/** With their articles, which German needs. */
const documentNames: Record<string, string> = {
  request: 'eine Lizenzanfrage',
  license: 'eine Lizenz',
  keyset: 'eine Schlüsselliste',
  return: 'ein Rückgabeschein',
};

export const componentNames: Record<string, string> = {
  os: 'Betriebssystem',
  system: 'Computerkennung (UUID)',
  board: 'Hauptplatine',
  disk: 'Systemlaufwerk',
  network: 'Netzwerkadapter',
};

/** With their articles. */
const componentsAsSubject: Record<string, string> = {
  os: 'das Betriebssystem',
  system: 'die Computerkennung (UUID)',
  board: 'die Hauptplatine',
  disk: 'das Systemlaufwerk',
  network: 'der Netzwerkadapter',
};

/** What a file is that is refused as `file-unrecognized`. */
const fileKinds: Readonly<Record<string, Partial<RefusalText>>> = {
  pdf: { why: 'Es ist ein PDF-Dokument.' },
  picture: { why: 'Es ist ein Bild.' },
  office: {
    why: 'Es ist ein Office-Dokument oder eine in Outlook gespeicherte Nachricht.',
    next: 'Öffnen Sie es in seinem Programm, speichern Sie die angehängte Lizenzdatei und öffnen Sie diese hier.',
  },
  program: { why: 'Es ist ein Programm.' },
  archive: {
    title: 'Dieses Archiv lässt sich hier nicht öffnen',
    why: 'Hier lassen sich Archive der Arten .zip, .tar und .gz öffnen. Dieses ist von anderer Art oder beschädigt.',
    next: 'Entpacken Sie es und öffnen Sie dann die Datei daraus.',
  },
  'encrypted-archive': {
    title: 'Dieses Archiv braucht sein Passwort',
    why: 'Es ist verschlüsselt und lässt sich hier nicht öffnen.',
    next: 'Entpacken Sie es mit seinem Passwort und öffnen Sie dann die Datei daraus.',
  },
  'archive-of-others': {
    title: 'Dieses Archiv enthält nichts Passendes',
    why: 'Keine seiner Dateien ist eine Lizenz oder eine Lizenzanfrage.',
    next: 'Suchen Sie das Archiv oder die Datei mit der Lizenz oder der Lizenzanfrage.',
  },
  shortcut: {
    title: 'Das ist eine Verknüpfung, nicht die Datei selbst',
    why: 'Darin steht nur, wo die Datei liegt.',
    next: 'Öffnen Sie die Verknüpfung, speichern Sie die Datei, zu der sie führt, und öffnen Sie diese hier.',
  },
  'mac-attributes': {
    why: 'Ein Mac legt eine solche Datei neben der eigentlichen ab. Ihr Name beginnt mit Punkt und Unterstrich.',
    next: 'Öffnen Sie die Datei mit demselben Namen ohne Punkt und Unterstrich davor.',
  },
};

const day = dayIn('de');
const end = endIn('de');
const list = listFormatIn('de');

const codeNames: Readonly<Record<string, string>> = {
  installation: 'ein Installationscode',
  confirmation: 'ein Bestätigungscode',
  return: 'ein Rückgabecode',
};

const codeWays: Readonly<Record<string, string>> = {
  installation: 'Er geht vom Computer zum Hersteller, der mit einem längeren Code antwortet.',
  confirmation: 'Er geht vom Hersteller zum Computer und aktiviert ihn.',
  return: 'Er geht vom Computer zum Hersteller und gibt eine Lizenz zurück.',
};

const codeSources: Readonly<Record<string, string>> = {
  installation: 'Geben Sie den Installationscode ein, den der Computer anzeigt.',
  confirmation: 'Geben Sie den Bestätigungscode ein, den Sie vom Hersteller bekommen haben.',
  return: 'Geben Sie den Rückgabecode ein, den der Computer anzeigt.',
};

/** @returns for example `die Hauptplatine und das Systemlaufwerk`; null when nothing is known */
function partsOf(changed: unknown): string | null {
  if (!Array.isArray(changed) || changed.length === 0) return null;
  return list(changed.map((part) => componentsAsSubject[part] ?? String(part)));
}

/** @returns for example `die Gruppen 3 und 7`; null when no place is known */
function placesOf(groups: unknown): string | null {
  if (!Array.isArray(groups) || groups.length === 0) return null;
  return `${groups.length === 1 ? 'die Gruppe' : 'die Gruppen'} ${list(groups)}`;
}

const times = (count: unknown) => (count === 1 ? 'einmal' : `${count}-mal`);

function left(seats: unknown): string {
  if (typeof seats !== 'number') return '';
  return seats === 1
    ? ' Jetzt lässt sich noch ein weiterer aktivieren.'
    : ` Jetzt lassen sich noch ${seats} weitere aktivieren.`;
}

/** When it is possible again, and what to do until then. */
function again(nextAt: unknown): string {
  const from = typeof nextAt === 'string' ? day(nextAt) : null;
  return from
    ? `Möglich ist es wieder ab dem ${from}. Können Sie nicht warten, wenden Sie sich an den Hersteller.`
    : 'Wenden Sie sich an den Hersteller.';
}

function pause(seconds: unknown): string {
  if (!seconds) return 'einer Minute';
  return Number(seconds) === 1 ? 'einer Sekunde' : `${seconds}\u00a0Sekunden`;
}

const damaged: RefusalText = {
  title: 'Diese Datei wurde verändert',
  why: 'Mindestens ein Zeichen ist anders, als der Hersteller es signiert hat. Editoren, Chat-Apps und E-Mail-Filter verändern Dateien unterwegs.',
  next: 'Nehmen Sie noch einmal das Original: Scannen Sie den Code oder laden Sie die Datei neu herunter, und öffnen Sie sie unbearbeitet.',
};

const unknownKey: RefusalText = {
  title: 'Diese Lizenz ist nicht vom Hersteller signiert',
  why: 'Diese Seite kennt den Schlüssel nicht, mit dem sie signiert ist. Die Lizenz kann von jemand anderem sein, oder die Seite ist veraltet.',
  next: 'Holen Sie die Lizenz direkt beim Aktivierungsdienst des Herstellers. Haben Sie das getan, brauchen Sie auch diese Seite neu.',
};

/** Was ein unbewiesenes Dokument behauptet. */
const forOtherProduct = (product: unknown): RefusalText => ({
  title: 'Das gehört zu einem anderen Produkt',
  why: `Es gibt an, für „${product}“ zu sein, und diese Seite kennt die Schlüssel jenes Produkts nicht.`,
  next: 'Verwenden Sie die Datei, die für dieses Produkt erstellt wurde. Öffnen Sie diese hier auf der Seite ihres eigenen Produkts.',
});

const brokenCode: RefusalText = {
  title: 'Der Code kam beschädigt an',
  why: 'Ein Teil war verdeckt, abgeschnitten oder mit einem anderen Bild vermischt.',
  next: 'Scannen Sie noch einmal, gerade von vorn und so, dass der ganze Code mit seinem weißen Rand im Bild ist.',
};

const serviceRefusal: RefusalText = {
  title: 'Der Aktivierungsdienst ist gestört',
  why: 'Er hat geantwortet, konnte seine Arbeit aber nicht tun. Ihr Auftrag ist sicher.',
  next: 'Versuchen Sie es in ein paar Minuten noch einmal. Hilft das nicht, nennen Sie dem Hersteller den Fehlercode unten.',
};

const pageError: RefusalText = {
  title: 'Auf dieser Seite ist ein Fehler aufgetreten',
  why: 'Der Fehler liegt an der Seite, nicht an Ihnen. Alle Ihre Eingaben sind noch da.',
  next: 'Laden Sie die Seite neu. Passiert es wieder, nennen Sie dem Hersteller den Fehlercode unten.',
};

export const refusals: RefusalTexts = {
  'file-empty': {
    title: 'Diese Datei ist leer',
    why: 'Das Speichern oder Kopieren wurde unterbrochen.',
    next: 'Speichern oder kopieren Sie die Datei noch einmal und öffnen Sie die neue.',
  },
  'file-too-large': {
    title: 'Diese Datei ist zu groß',
    why: 'Lizenzdateien haben nur wenige Kilobyte. Das hier ist etwas anderes.',
    next: 'Suchen Sie die Lizenz oder die Lizenzanfrage und öffnen Sie diese Datei.',
  },
  'file-unreadable': {
    title: 'Diese Datei lässt sich nicht lesen',
    why: 'Sie wurde verschoben oder gelöscht, sie ist ein Ordner, oder ihr Laufwerk ist nicht verbunden.',
    next: 'Kopieren Sie die Datei auf dieses Gerät und öffnen Sie dann die Kopie.',
  },
  'file-not-utf8': {
    title: 'Das ist keine Lizenzdatei',
    why: 'Sie enthält keinen einfachen Text: Es ist eine andere Art von Datei, oder ein Editor hat sie in einer anderen Kodierung gespeichert.',
    next: 'Prüfen Sie, ob Sie die richtige Datei gewählt haben. Wenn ja, nehmen Sie noch einmal das Original oder scannen Sie den Code.',
  },
  'file-unrecognized': ({ kind }) => ({
    title: 'Das ist keine Lizenzdatei',
    why: 'Nichts darin sieht nach einer Lizenz oder einer Lizenzanfrage aus.',
    next: 'Prüfen Sie, ob Sie die richtige Datei gewählt haben. Es zählt der Inhalt, nicht der Name.',
    ...fileKinds[String(kind)],
  }),
  'file-is-web-page': {
    title: 'Das ist eine Webseite, keine Lizenz',
    why: 'Statt der Lizenz wurde eine Anmelde- oder Fehlerseite heruntergeladen.',
    next: 'Melden Sie sich auf dem Gerät mit Internet im Netzwerk an und laden Sie die Lizenz noch einmal herunter.',
  },
  'file-of-another-vendor': ({ vendor, kind }) => ({
    title: `Diese Datei gehört zu ${vendor ?? 'einem anderen Hersteller'}`,
    why: `Sie ist eine ${kind === 'license' ? 'Lizenz' : 'Lizenzanfrage'} für die Software eines anderen Herstellers.`,
    next: `Verwenden Sie sie auf der Aktivierungsseite von ${vendor ?? 'diesem Hersteller'}. Verwenden Sie hier eine Datei, die für dieses Produkt erstellt wurde.`,
  }),
  'file-cut-short': {
    title: 'Das Ende dieser Datei fehlt',
    why: 'Das Kopieren wurde unterbrochen, oder nur ein Teil des Textes war markiert.',
    next: 'Kopieren Sie noch einmal die ganze Datei, bis zur allerletzten Zeile.',
  },
  'file-damaged': (details) => ({
    title: 'Diese Datei wurde unterwegs beschädigt',
    why: damageText(details),
    next: 'Nehmen Sie noch einmal das Original: als Anhang oder in einer .zip-Datei, nicht als Text einer Nachricht. Oder scannen Sie den Code.',
  }),
  'envelope-malformed': damaged,
  'document-type-wrong': ({ expected, found }) => {
    if (found === 'request') {
      return {
        title: 'Das ist die Lizenzanfrage, nicht die Lizenz',
        why: 'Die Anfrage geht von diesem Computer zu einem Gerät mit Internet. Von dort kommt die Lizenz zurück.',
        next: 'Öffnen Sie die Anfrage auf dem Gerät mit Internet. Bringen Sie dann die Lizenz hierher.',
      };
    }
    if (found === 'return' && expected === 'license') {
      return {
        title: 'Das ist ein Rückgabeschein',
        why: 'Er gibt die Lizenz eines Computers an den Hersteller zurück. Dieses Gerät ist als der Computer eingerichtet, der aktiviert werden soll.',
        next: 'Öffnen Sie ihn auf einem Gerät mit Internet. Ist es dieses hier, wählen Sie oben „Lizenz für einen anderen Computer holen“ und öffnen Sie ihn noch einmal.',
      };
    }
    if (found === 'license' && expected === 'request') {
      return {
        title: 'Das ist schon die Lizenz',
        why: 'Dieses Gerät holt Lizenzen für andere Computer. Eine Lizenz gehört auf den Computer, der sie angefordert hat.',
        next: 'Bringen Sie sie zu jenem Computer. Ist es dieser hier, wählen Sie oben „Diesen Computer aktivieren“.',
      };
    }
    return {
      title: `Das ist ${documentNames[String(found)] ?? 'eine andere Art von Datei'}`,
      why: `Hier wird ${documentNames[String(expected)] ?? 'eine Lizenzdatei'} gebraucht.`,
      next: 'Wählen Sie die andere Datei.',
    };
  },
  'export-too-new': {
    title: 'Diese Datei kommt von einer neueren Version',
    why: 'Das andere Gerät nutzt eine neuere Version dieser Seite. Diese hier kann die Datei nicht lesen.',
    next: 'Aktualisieren Sie diese Seite und öffnen Sie die Datei noch einmal. Geändert wurde nichts.',
  },
  'export-damaged': {
    title: 'Diese Datei ist beschädigt',
    why: 'Sie enthält die Anfragen und Lizenzen eines anderen Geräts, ist aber unvollständig oder wurde verändert.',
    next: 'Speichern Sie die Datei auf dem anderen Gerät noch einmal und öffnen Sie sie dann hier. Geändert wurde nichts.',
  },
  'payload-forbidden-construct': damaged,
  'signature-malformed': damaged,
  'signature-invalid': damaged,
  'key-unknown': ({ product }) => (product ? forOtherProduct(product) : unknownKey),
  'key-unacceptable': {
    title: 'Diese Datei ist mit einem unsicheren Schlüssel signiert',
    why: 'Der Schlüssel darin ist zum Signieren nicht geeignet. Die Datei ist vielleicht gefälscht.',
    next: 'Verwenden Sie die Datei nicht. Erstellen Sie eine neue Lizenzanfrage und sagen Sie dem Hersteller, woher die Datei kam.',
  },
  'key-outside-validity': {
    title: 'Diese Lizenz ist mit einem ausgemusterten Schlüssel signiert',
    why: 'Als die Lizenz laut ihrer Angabe ausgestellt wurde, war dieser Schlüssel des Herstellers nicht in Gebrauch.',
    next: 'Fordern Sie die Lizenz noch einmal an. Hilft das nicht, wenden Sie sich an den Hersteller.',
  },
  'key-revoked': {
    title: 'Der Hersteller hat den Schlüssel dieser Lizenz zurückgezogen',
    why: 'Lizenzen, die damit signiert sind, gelten nicht mehr.',
    next: 'Fordern Sie die Lizenz noch einmal an: Sie wird dann mit einem neuen Schlüssel signiert.',
  },
  'payload-schema': {
    title: 'Diese Datei passt nicht zu dieser Version',
    why: 'Sie stammt aus einer anderen Version der Software oder aus einem Programm, das solche Dateien nicht richtig schreibt.',
    next: 'Verwenden Sie auf beiden Seiten die neueste Version, und erzeugen Sie die Datei noch einmal. Hilft das nicht, wenden Sie sich an den Hersteller.',
  },
  'keyset-missing': {
    title: 'Hier fehlen die Schlüssel zum Prüfen von Lizenzen',
    why: 'Was der Hersteller eingerichtet hat, ist unvollständig.',
    next: 'Holen Sie es sich beim Hersteller neu.',
  },
  'keyset-rollback': {
    title: 'Diese Schlüsselliste ist älter als die benutzte',
    why: 'Mit alten Schlüsseln könnte auch ein zurückgezogener wieder gelten. Die neueren bleiben in Gebrauch.',
    next: 'Nichts, wenn alles andere geht. Sonst holen Sie sich beim Hersteller eine neue Kopie dieser Seite oder der Schlüsselliste.',
  },
  'license-revoked': {
    title: 'Der Hersteller hat diese Lizenz zurückgezogen',
    why: 'Sie wurde zurückgegeben, ersetzt oder gekündigt.',
    next: 'Fordern Sie eine neue Lizenz an oder wenden Sie sich an den Hersteller.',
  },
  'license-returned': {
    title: 'Diese Lizenz wurde zurückgegeben',
    why: 'Sie wurde an diesem Computer zurückgegeben, oder der Hersteller hat diesen Computer entfernt.',
    next: 'Erstellen Sie eine neue Lizenzanfrage. Dieser Computer zählt dann als weiterer seiner Seriennummer.',
  },
  'product-other': ({ found, products }) => ({
    title: 'Das ist für ein anderes Produkt',
    why: Array.isArray(products)
      ? `Es gehört zu „${found}“. Diese Seite ist für ${list(products)} da.`
      : 'Es ist eine Datei derselben Art, gehört aber zu anderer Software.',
    next: Array.isArray(products)
      ? 'Öffnen Sie es auf der Seite seines eigenen Produkts.'
      : 'Nehmen Sie die Datei, die für dieses Produkt erstellt wurde.',
  }),
  'machine-other': ({ changed }) => ({
    title: 'Diese Lizenz ist für einen anderen Computer',
    why:
      Array.isArray(changed) && changed.length > 0
        ? `Das passt nicht zu diesem Computer: ${changed.map((part) => componentNames[part] ?? part).join(', ')}.`
        : 'Zu viele Merkmale, die sie nennt, sind hier anders.',
    next: 'Nehmen Sie die Lizenz, die zur Anfrage dieses Computers gehört. Wurde seine Hardware geändert, erstellen Sie eine neue Anfrage.',
  }),
  'installation-other': ({ machine, here }) => ({
    title: 'Diese Lizenz ist für einen anderen Computer',
    why:
      machine && here
        ? `Sie ist für die Computer-ID ${machine}, dieser Computer hat ${here}. Ein anderer Browser oder Benutzer auf diesem Computer hat eine andere ID.`
        : 'Sie gehört zur Anfrage eines anderen Computers oder eines anderen Browsers oder Benutzers auf diesem.',
    next: 'Bringen Sie die Lizenz, die zur Anfrage dieses Computers gehört. Beide Bildschirme müssen dieselbe Computer-ID zeigen.',
  }),
  'request-other': {
    title: 'Diese Lizenz gehört zu einer anderen Anfrage',
    why: 'Die Anfrage, für die sie ausgestellt wurde, ist nicht von diesem Computer, oder er kennt sie nicht mehr.',
    next: 'Bringen Sie die Lizenz zur Anfrage auf diesem Bildschirm oder erstellen Sie eine neue Anfrage.',
  },
  'request-forgotten': {
    title: 'Dieser Browser kennt die Anfrage zu dieser Lizenz nicht mehr',
    why: 'Die Lizenz ist echt, aber ihre Anfrage ist nicht in diesem Browser. Entweder hat der Browser sie gelöscht, oder sie wurde in einem anderen Browser, in einem privaten Fenster, von einem anderen Benutzer oder auf einem anderen Computer erstellt.',
    next: 'Öffnen Sie die Lizenz in dem Browser, in dem Sie die Anfrage erstellt haben. Geht das nicht, erstellen Sie eine neue Anfrage.',
  },
  'license-not-yet-valid': ({ startDate }) => ({
    title: 'Diese Lizenz gilt noch nicht',
    why: `Sie gilt erst ab ${day(startDate) ? `dem ${day(startDate)}` : 'einem späteren Tag'}. Meist geht dann die Uhr dieses Computers falsch.`,
    next: 'Prüfen Sie Datum, Uhrzeit und Zeitzone dieses Computers und versuchen Sie es noch einmal.',
  }),
  'license-expired': ({ stopDate }) => ({
    title: 'Diese Lizenz ist abgelaufen',
    why: `Sie endete ${end(stopDate) ? `am ${end(stopDate)}` : 'an einem früheren Tag'}. Liegt das noch in der Zukunft, geht die Uhr dieses Computers falsch oder ging einmal vor.`,
    next: 'Prüfen Sie Datum, Uhrzeit und Zeitzone dieses Computers. Stimmen sie, erneuern Sie die Lizenz: Erstellen Sie eine neue Anfrage und bringen Sie eine neue Lizenz.',
  }),
  'delivery-unknown': ({ machine }) => ({
    title: 'Die Lizenz dieses Computers ist nicht in Ihrer Liste',
    why: `${machine ? `Der Computer ${machine}` : 'Der Computer'} meldet, dass seine Lizenz angekommen ist. Dieses Gerät hat sie aber nicht gebracht, oder sie wurde aus der Liste gelöscht.`,
    next: 'Scannen Sie diesen Code mit dem Gerät, das die Lizenz gebracht hat. Die Lizenz gilt in jedem Fall.',
  }),
  'return-other': {
    title: 'Dieser Rückgabeschein ist für eine andere Lizenz',
    why: 'Er stammt von einem anderen Computer oder gibt eine andere Lizenz als diese zurück.',
    next: 'Nehmen Sie den Schein, der zu dieser Lizenz gehört.',
  },
  'return-outdated': {
    title: 'Dieser Rückgabeschein ist veraltet',
    why: 'Es liegt bereits ein neuerer vom selben Computer vor. Das geschieht, wenn ein Computer auf einen früheren Stand zurückgesetzt wurde.',
    next: 'Aktivieren Sie jenen Computer noch einmal, geben Sie die Lizenz dort zurück und bringen Sie den neuen Schein. Oder wenden Sie sich an den Hersteller.',
  },
  'code-mistyped': ({ groups }) => ({
    title: 'Der Code ist nicht so eingegeben, wie Sie ihn bekommen haben',
    why: placesOf(groups)
      ? `Sehen Sie sich ${placesOf(groups)} an.`
      : 'Jede Gruppe für sich stimmt, aber zusammen sind sie kein Code, den der Hersteller diesem Computer gegeben hat.',
    next: 'Vergleichen Sie die Gruppen mit Ihrem Zettel, oder lassen Sie sie sich noch einmal vorlesen.',
  }),
  'code-incomplete': ({ missing }) => ({
    title: 'Der Code ist nicht vollständig',
    why: missing === 1 ? 'Eine Gruppe fehlt.' : missing ? `${missing} Gruppen fehlen.` : 'Es fehlen Gruppen.',
    next: 'Geben Sie die übrigen Gruppen ein. Was Sie eingegeben haben, bleibt erhalten.',
  }),
  'code-of-another-kind': ({ kind, expected }) => ({
    title: `Das ist ${codeNames[String(kind)] ?? 'ein Code anderer Art'}`,
    why: codeWays[String(kind)] ?? 'Er gehört nicht hierher.',
    next: codeSources[String(expected)] ?? 'Geben Sie den Bestätigungscode ein, den Sie vom Hersteller bekommen haben.',
  }),
  'code-other-machine': {
    title: 'Dieser Code ist für einen anderen Computer',
    why: 'Der Hersteller hat ihn für einen anderen Installationscode erstellt, oder die Hardware dieses Computers hat sich seitdem geändert.',
    next: 'Vergleichen Sie den Installationscode dieses Computers mit dem, den Sie dem Hersteller genannt haben. Ist es ein anderer, bitten Sie um einen neuen Code.',
  },
  'code-names-other': {
    title: 'Dieser Code ist für eine andere Version des Programms',
    why: 'Die Liste der Lizenztypen beim Hersteller ist nicht die, mit der dieses Programm ausgeliefert wurde.',
    next: 'Bitten Sie den Hersteller um einen Code mit ausgeschriebenen Namen; er ist einige Gruppen länger.',
  },
  'code-key-unknown': {
    title: 'Dieser Computer kann den Code nicht prüfen',
    why: 'Der Hersteller hat ihn mit einem Schlüssel signiert, den diese Version des Programms noch nicht kennt.',
    next: 'Aktualisieren Sie das Programm, oder bringen Sie die Lizenz als Datei oder mit QR-Codes: die bringen den Schlüssel mit.',
  },
  'code-other-product': {
    title: 'Dieser Code ist für ein anderes Produkt',
    why: 'Auf dem Computer, der ihn anzeigt, läuft ein anderes Programm des Herstellers, oder die erste Gruppe ist nicht aus diesem Code.',
    next: 'Wählen Sie das Produkt, das der Computer über seinem Code nennt, oder vergleichen Sie die erste Gruppe.',
  },
  'code-impossible': {
    title: 'Diese Lizenz gibt es nicht als Code zum Abtippen',
    why: 'Sie gewährt mehr, als in 63 Gruppen passt, oder hat ein Datum vor 2020 oder nach 2199.',
    next: 'Bringen Sie die Lizenz als Datei oder mit QR-Codes.',
  },
  'license-by-code': {
    title: 'Dieser Computer hat seine Lizenz als Code zum Abtippen bekommen',
    why: 'Eine Datei, die zu ihm passt, gibt es nicht.',
    next: 'Geben Sie den Installationscode des Computers noch einmal ein. Kein weiterer Computer wird gezählt.',
  },
  'code-version-unsupported': {
    title: 'Dieser Code ist von einer neueren Art',
    why: 'Er wurde mit einer neueren Version erstellt als der hier.',
    next: 'Aktualisieren Sie das Programm, oder bringen Sie die Lizenz als Datei.',
  },
  'return-superseded': {
    title: 'Dieser Computer hat eine neuere Lizenz',
    why: 'Der Schein gibt eine Lizenz zurück, die inzwischen ersetzt wurde. Nur die neuere lässt sich zurückgeben.',
    next: 'Geben Sie auf jenem Computer die neuere Lizenz zurück und bringen Sie deren Schein. Oder wenden Sie sich an den Hersteller.',
  },
  'return-too-often': ({ perYear, nextAt }) => ({
    title: 'Dieser Computer hat zu oft Lizenzen zurückgegeben',
    why: perYear
      ? `Ein Computer kann seine Lizenz in 365\u00a0Tagen ${times(perYear)} zurückgeben oder auf neue Hardware mitnehmen.`
      : 'Der Hersteller nimmt auf diesem Weg keine Lizenzen zurück.',
    next: again(nextAt),
  }),
  'return-too-soon': ({ coolDownDays, nextAt }) => ({
    title: 'Dieser Computer hat erst vor Kurzem eine Lizenz zurückgegeben',
    why: coolDownDays
      ? `Zwischen zwei Rückgaben eines Computers ${coolDownDays === 1 ? 'muss mindestens 1\u00a0Tag' : `müssen mindestens ${coolDownDays}\u00a0Tage`} liegen.`
      : 'Bis zur nächsten Rückgabe müssen einige Tage vergehen.',
    next: again(nextAt),
  }),
  'self-service-off': {
    title: 'Der Hersteller verwaltet die Computer für Sie',
    why: 'Dieser Dienst listet die Computer einer Seriennummer nicht auf und entfernt keine.',
    next: 'Wenden Sie sich an den Hersteller, um eine Lizenz erneut zu bekommen oder einen verlorenen oder defekten Computer entfernen zu lassen.',
  },
  'computer-unknown': {
    title: 'Dieser Computer steht nicht mehr in der Liste',
    why: 'Er nutzt diese Seriennummer nicht mehr.',
    next: 'Laden Sie die Liste neu.',
  },
  'release-too-often': ({ perYear, nextAt }) => ({
    title: 'Es wurden zu viele Computer entfernt',
    why: perYear
      ? `Computer dieser Seriennummer lassen sich in 365\u00a0Tagen ${times(perYear)} entfernen; Rückgaben und Umzüge eines Computers zählen mit.`
      : 'Der Hersteller lässt Kunden keine Computer entfernen.',
    next: again(nextAt),
  }),
  'license-type-unknown': {
    title: 'Diesen Lizenztyp gibt es nicht',
    why: 'Der Hersteller bietet ihn nicht oder nicht mehr an.',
    next: 'Gehen Sie zurück und wählen Sie einen anderen Lizenztyp.',
  },
  'license-type-not-covered': {
    title: 'Die Seriennummer gehört zu einem anderen Lizenztyp',
    why: 'Sie wurde für einen anderen Typ verkauft als den, den Sie gewählt haben.',
    next: 'Gehen Sie zurück und wählen Sie den Lizenztyp, den Sie gekauft haben.',
  },
  'serial-required': {
    title: 'Bitte geben Sie die Seriennummer ein',
    why: 'Dieser Lizenztyp braucht eine. Sie finden sie in Ihrer Bestellbestätigung.',
    next: 'Geben Sie alle 20\u00a0Buchstaben und Ziffern ein.',
  },
  'serial-malformed': {
    title: 'In der Seriennummer ist ein Tippfehler',
    why: 'Eine Seriennummer enthält Prüfzeichen, und bei dieser gehen sie nicht auf.',
    next: 'Vergleichen Sie sie Zeichen für Zeichen mit Ihrer Bestellbestätigung.',
  },
  'serial-refused': {
    title: 'Diese Seriennummer wurde nicht angenommen',
    why: 'Sie ist unbekannt, gesperrt oder gehört zu einem anderen Produkt.',
    next: 'Vergleichen Sie sie mit Ihrer Bestellbestätigung. Stimmt sie überein, wenden Sie sich an den Hersteller.',
  },
  'serial-expired': ({ stopDate }) => ({
    title: 'Diese Seriennummer ist abgelaufen',
    why: `Sie galt bis ${end(stopDate) ? `zum ${end(stopDate)}` : 'zu einem früheren Tag'}.`,
    next: 'Verlängern Sie sie beim Hersteller oder nehmen Sie eine andere Seriennummer.',
  }),
  'trial-used': ({ stopDate }) => ({
    title: 'Die Testzeit auf diesem Computer ist vorbei',
    why: `Sie galt bis ${end(stopDate) ? `zum ${end(stopDate)}` : 'zu einem früheren Tag'}. Jeder Computer bekommt sie einmal.`,
    next: 'Kaufen Sie eine Lizenz beim Hersteller und wählen Sie deren Lizenzart.',
  }),
  'seats-exhausted': ({ seats, changed }) => ({
    title: 'Diese Seriennummer ist ausgeschöpft',
    why: [
      ...(partsOf(changed)
        ? [`An diesem Computer ist so viel neu, dass er als ein anderer zählt: ${partsOf(changed)}.`]
        : []),
      seats
        ? `Sie gilt für ${Number(seats) === 1 ? 'einen Computer, und der ist schon aktiviert' : `${seats}\u00a0Computer, und alle sind schon aktiviert`}.`
        : 'Sie wird schon auf so vielen Computern genutzt, wie gekauft wurden.',
    ].join(' '),
    next: 'Geben Sie die Lizenz eines Computers zurück, der sie nicht mehr braucht, nehmen Sie eine andere Seriennummer, oder wenden Sie sich an den Hersteller.',
  }),
  'renewal-refused': {
    title: 'Diese Lizenz lässt sich nicht ohne Seriennummer erneuern',
    why: 'Der Aktivierungsdienst kennt keine Lizenz mit dieser Nummer, die dieser Computer nutzt.',
    next: 'Fordern Sie eine Lizenz an, und geben Sie die Seriennummer ein.',
  },
  'request-id-reused': {
    title: 'Diese Anfrage wurde schon beantwortet',
    why: 'Dafür wurde bereits eine Lizenz mit anderem Lizenztyp oder anderer Seriennummer ausgestellt. Jede Anfrage bekommt nur eine Lizenz.',
    next: 'Bringen Sie jene Lizenz zum Computer. Für eine andere erstellen Sie dort eine neue Lizenzanfrage.',
  },
  'too-many-attempts': ({ retryAfter, repeated }) => ({
    title: 'Zu viele Seriennummern wurden nicht angenommen',
    why: 'Damit niemand Seriennummern erraten kann, macht der Dienst nach mehreren falschen eine Pause. Sie können auch von anderen in Ihrem Netzwerk gekommen sein.',
    next:
      repeated === 'by-hand'
        ? `Vergleichen Sie die Seriennummer mit Ihrer Bestellbestätigung, und versuchen Sie es in ${about(Number(retryAfter) || 60)} noch einmal.`
        : `Nichts geht verloren. Der Auftrag wird in ${about(Number(retryAfter) || 60)} von selbst noch einmal gesendet. War seine Seriennummer falsch, berichtigen Sie sie inzwischen.`,
  }),
  'machine-changed': ({ changed, seat, seatsLeft }) => ({
    title: 'Dieser Computer hat sich verändert',
    why: partsOf(changed)
      ? `Seit der letzten Aktivierung verändert: ${partsOf(changed)}.`
      : 'Seine Hardware ist nicht mehr die von der letzten Aktivierung.',
    next:
      seat === 'moves'
        ? 'Er zählt weiter als derselbe Computer und behält seine Lizenz, wenn Sie fortfahren.'
        : `Er zählt als weiterer Computer, wenn Sie fortfahren.${left(seatsLeft)}`,
  }),
  'move-too-often': ({ perYear, nextAt }) => ({
    title: 'Dieser Computer hat sich zu oft verändert',
    why: perYear
      ? `Ein Computer kann seine Lizenz in 365\u00a0Tagen ${times(perYear)} auf neue Hardware mitnehmen oder zurückgeben.`
      : 'Der Hersteller lässt Lizenzen nicht auf neue Hardware umziehen.',
    next: again(nextAt),
  }),
  'network-offline': {
    title: 'Keine Netzwerkverbindung',
    why: 'Dieses Gerät hat gerade keine Verbindung.',
    next: 'Nichts geht verloren. Machen Sie weiter, sobald Sie wieder Empfang haben.',
  },
  'service-unreachable': {
    title: 'Der Aktivierungsdienst ist nicht erreichbar',
    why: 'Hier gibt es kein Internet, eine Firewall ist im Weg, oder der Dienst ist ausgefallen.',
    next: 'Nichts geht verloren. Versuchen Sie es aus einem anderen Netzwerk oder später noch einmal.',
  },
  'service-answer-not-ours': {
    title: 'Geantwortet hat nicht der Aktivierungsdienst',
    why: 'In Hotel-, Gast- und Firmennetzen kommt erst eine Anmeldeseite, oder ein Proxy hat die Antwort verändert.',
    next: 'Öffnen Sie irgendeine Webseite, melden Sie sich im Netzwerk an und versuchen Sie es noch einmal.',
  },
  'service-busy': ({ retryAfter }) => ({
    title: 'Der Aktivierungsdienst ist überlastet',
    why: 'Es kamen viele Anfragen auf einmal oder zu viele aus diesem Netzwerk.',
    next: `Versuchen Sie es in ${pause(retryAfter)} noch einmal. Nichts geht verloren.`,
  }),
  'service-fault': serviceRefusal,
  'service-not-signing': {
    title: 'Der Aktivierungsdienst kann gerade keine Lizenzen ausstellen',
    why: 'Der Signaturschlüssel des Anbieters ist zurzeit nicht gültig.',
    next: 'Sagen Sie es dem Anbieter und versuchen Sie es später noch einmal. Nichts geht verloren.',
  },
  'service-request-invalid': serviceRefusal,
  'service-not-found': serviceRefusal,
  'frame-damaged': brokenCode,
  'frame-version-unsupported': {
    title: 'Dieser Code kommt von einer neueren Version',
    why: 'Das andere Gerät nutzt eine neuere Version dieser Seite. Was sie sendet, kann diese hier nicht lesen.',
    next: 'Aktualisieren Sie diese Seite oder nehmen Sie die Datei statt des Codes.',
  },
  'parcel-incomplete': ({ received, needed }) => ({
    title: 'Es fehlen noch Codes',
    why:
      typeof received === 'number' && typeof needed === 'number'
        ? `${received} von ${needed}\u00a0Teilen sind hier. Sie bleiben hier, auch wenn Sie die Seite schließen.`
        : 'Noch sind nicht alle Teile hier. Die vorhandenen bleiben hier, auch wenn Sie die Seite schließen.',
    next: 'Scannen Sie das andere Gerät mit der Kamera oder öffnen Sie Bilder der übrigen Codes. Die Reihenfolge ist egal.',
  }),
  'parcel-damaged': brokenCode,
  'parcel-too-large': {
    title: 'Das ist zu groß für Codes',
    why: 'Codes fassen bis zu 250\u00a0KB. Mehr würde zu lange dauern.',
    next: 'Verkleinern Sie die Datei oder nehmen Sie einen anderen Weg, etwa einen USB-Stick.',
  },
  'picture-unreadable': {
    title: 'Dieses Bild lässt sich nicht öffnen',
    why: 'Der Browser kennt sein Format nicht, oder es ist beschädigt.',
    next: 'Nehmen Sie ein JPEG oder PNG oder machen Sie einen Screenshot davon.',
  },
  'picture-format-unsupported': ({ format }) => ({
    title: `Dieser Browser öffnet ${typeof format === 'string' ? `keine Bilder im Format ${format}` : 'Bilder dieser Art nicht'}`,
    why: 'Das Bild selbst kann in Ordnung sein.',
    next: 'Öffnen Sie es in einem anderen Programm und speichern Sie es als JPEG oder PNG, oder machen Sie einen Screenshot davon.',
  }),
  'picture-too-large': ({ megapixels, limit }) => ({
    title: 'Dieses Bild hat zu viele Pixel',
    why:
      typeof megapixels === 'number'
        ? `Es hat ${megapixels}\u00a0Megapixel. Bis zu ${limit} lassen sich öffnen.`
        : 'Es hat mehr, als sich öffnen lassen.',
    next: 'Schneiden Sie den Code aus oder machen Sie einen Screenshot davon.',
  }),
  'picture-cut-short': {
    title: 'Das Ende dieses Bildes fehlt',
    why: 'Es wurde nicht vollständig kopiert oder gesendet, und im vorhandenen Teil ist kein Code.',
    next: 'Kopieren oder senden Sie das Bild noch einmal, oder machen Sie einen Screenshot vom Original.',
  },
  'picture-without-code': {
    title: 'In diesem Bild ist kein Code zu finden',
    why: 'Vielleicht ist es unscharf, zu dunkel, abgeschnitten oder von der Seite aufgenommen.',
    next: 'Fotografieren Sie noch einmal, gerade von vorn, nah und mit dem weißen Rand um den Code.',
  },
  'code-not-ours': ({ kind }) => ({
    title: 'Das ist keiner unserer Codes',
    why:
      codeKinds[String(kind)] ??
      'Er enthält etwas anderes: eine Webadresse, ein Produktetikett, Daten einer anderen App.',
    next: 'Scannen Sie den großen Code, den dieser Assistent auf dem anderen Gerät zeigt.',
  }),
  'scanner-keyboard-layout': keyboardText,
  'camera-needs-secure-page': {
    title: 'Auf dieser Seite lässt sich die Kamera nicht nutzen',
    why: 'Browser erlauben die Kamera nur auf https-Seiten, auf localhost oder in einer lokalen Datei. Diese Seite wurde über einfaches http geöffnet.',
    next: 'Fotografieren Sie den Code und öffnen Sie das Foto hier, oder nehmen Sie die Datei.',
  },
  'camera-denied': {
    title: 'Die Kamera ist blockiert',
    why: 'Diese Seite hat nicht die Erlaubnis, sie zu nutzen.',
    next: 'Erlauben Sie die Kamera in der Adressleiste oder den Einstellungen des Browsers, oder öffnen Sie ein Foto des Codes.',
  },
  'camera-missing': {
    title: 'Keine Kamera gefunden',
    why: 'Dieses Gerät hat keine, oder sie ist ausgeschaltet.',
    next: 'Öffnen Sie ein Foto des Codes oder nehmen Sie die Datei.',
  },
  'camera-busy': {
    title: 'Die Kamera ist belegt',
    why: 'Eine andere App oder ein anderer Tab nutzt sie gerade.',
    next: 'Schließen Sie die andere App und versuchen Sie es noch einmal. Oder öffnen Sie ein Foto des Codes.',
  },
  'clipboard-denied': {
    title: 'Kopieren war nicht möglich',
    why: 'Der Browser hat es nicht erlaubt.',
    next: 'Speichern Sie stattdessen die Datei.',
  },
  'storage-unavailable': ({ fault }) => ({
    title: 'Dieser Browser speichert nichts',
    why:
      fault === 'TimeoutError'
        ? 'Sein Speicher antwortet nicht.'
        : 'Private Fenster, Einstellungen des Browsers und Vorgaben der Firma können Seiten verbieten, Daten zu speichern.',
    next: 'Nehmen Sie ein normales Fenster oder einen anderen Browser. Lassen Sie diese Seite bis dahin offen: Beim Schließen geht verloren, was auf ihr steht.',
  }),
  'storage-full': {
    title: 'Der Speicher dieses Geräts ist voll',
    why: 'Für den letzten Schritt war kein Platz mehr.',
    next: 'Schaffen Sie Platz. Lassen Sie diese Seite bis dahin offen und speichern Sie Dateien, bevor Sie sie verlassen.',
  },
  'page-part-missing': {
    title: 'Ein Teil dieser Seite lässt sich nicht laden',
    why: 'Es gibt gerade keine Verbindung, oder inzwischen gibt es eine neue Version der Seite.',
    next: 'Laden Sie die Seite neu, sobald Sie Verbindung haben. Ihre Eingaben bleiben erhalten.',
  },
  'storage-too-new': {
    title: 'Diese Kopie der Seite ist zu alt',
    why: 'In diesem Browser wurde schon eine neuere Version benutzt. Deren Daten kann diese nicht lesen.',
    next: 'Öffnen Sie die neuere Version.',
  },
  'storage-blocked': {
    title: 'Diese Seite ist in einem anderen Tab in einer älteren Version offen',
    why: 'Die ältere Version hält die gespeicherten Daten fest, bis ihr Tab geschlossen ist.',
    next: 'Schließen Sie die anderen Tabs und Fenster mit dieser Seite. Hier geht es dann von selbst weiter.',
  },
  'storage-superseded': {
    title: 'In einem anderen Tab ist eine neuere Version dieser Seite offen',
    why: 'Die neuere Version hat die gespeicherten Daten übernommen. Dieser Tab kann nichts mehr speichern.',
    next: 'Laden Sie diesen Tab neu. Was gespeichert war, ist noch da.',
  },
  'storage-lost': {
    title: 'Die gespeicherten Daten dieser Seite wurden gelöscht',
    why: 'Jemand oder der Browser selbst hat die Daten dieser Seite gelöscht, während sie offen war.',
    next: 'Was Sie sehen, steht jetzt nur noch auf dieser Seite. Speichern Sie es noch einmal, bevor Sie die Seite schließen.',
  },
  'profile-invalid': ({ path, fault }) => ({
    title: 'Diese Seite ist von keinem Hersteller eingerichtet',
    why: path
      ? `In ihrem Herstellerprofil ist ein Fehler bei „${path}“${fault ? ` (${fault})` : ''}.`
      : 'Sie enthält kein Herstellerprofil oder eines, das sich nicht lesen lässt.',
    next: 'Holen Sie sich die Seite beim Hersteller Ihrer Software.',
  }),
  'page-not-prebuilt': {
    title: 'Das ist keine Keyferry-Seite',
    why: 'Ein Herstellerprofil passt nur in eine Seite, die dafür gebaut wurde.',
    next: 'Bauen Sie die Seiten neu und verpacken Sie diese.',
  },
  'internal-fault': pageError,
};
