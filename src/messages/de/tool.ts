import type { RefusalDetails } from '../../refusal.ts';
import type { ToolMessages } from '../en/tool.ts';
import { dateFormatIn } from '../formats.ts';
import type { RefusalText } from '../refusalText.ts';

const format = dateFormatIn('de', { dateStyle: 'long', timeStyle: 'short' });
const at = (instant: string) => format(new Date(instant));

const goOn = ({ kept }: RefusalDetails) =>
  `Sie können auch weitermachen: Die Lizenz wird dann in ${kept} gespeichert und kann später installiert werden.`;

const returnReceiptHere: RefusalText = {
  title: 'Das ist ein Rückgabeschein',
  why: 'Damit wird die Lizenz eines Computers zurückgegeben. Hier wird eine Lizenz benötigt.',
  next: 'Öffnen Sie den Schein auf einem Gerät mit Internet. Bringen Sie eine Lizenz hierher.',
};

export const tool: ToolMessages = {
  leaves: {
    missing: 'Wird nicht gesendet: Dieser Computer zeigt keine',
    placeholder:
      'Wird nicht gesendet: Der Gerätehersteller hat einen Platzhalter eingetragen, den viele Computer haben',
    'no-rights': 'Wird nicht gesendet: Nur ein Administrator darf das lesen',
    container: 'Wird nicht gesendet: Es gehört zum Container und ändert sich mit ihm',
    changing: 'Wird nicht gesendet: Das System vergibt von Zeit zu Zeit eine neue',
    noRights:
      'Als Administrator (sudo) erkennt das Programm mehr von diesem Computer, und die Lizenz verträgt mehr Änderungen der Hardware.',
    weak: 'Es wurden weniger als drei Teile gefunden. Die Lizenz verträgt deshalb keine Änderung an ihnen.',
    inContainer: (name) =>
      `Dies ist ein Container${name && ` (${name})`}. Eine hier angeforderte Lizenz gilt nicht auf einem anderen Computer.`,
    inVirtualMachine: (name) =>
      `Dies ist eine virtuelle Maschine${name && ` (${name})`}. Eine Kopie hat dieselbe Hardware; beim Verschieben kann sie sich ändern.`,
  },

  placed: {
    at: 'Installiert in',
    kept: 'Gespeichert in',
    nowhere:
      'Das Herstellerprofil gibt nicht an, wo das Produkt seine Lizenz liest. Im Handbuch des Produkts steht, wohin sie kopiert wird.',
    clock: ({ now, floor }) =>
      `Die Uhr dieses Computers ist verdächtig: Sie zeigt ${at(now)}, also früher als ${at(floor)}, das schon aufgezeichnet ist. Stellen Sie Datum, Uhrzeit und Zeitzone richtig. Wenn sie stimmen, ging die Uhr einmal vor: Holen Sie eine neue Lizenz.`,
    end: 'Sie können diese Seite jetzt schließen und das Programm im Terminal mit Strg-C beenden.',
  },

  unplaced: {
    title: 'Die Lizenz ist gespeichert, aber nicht installiert',
    lead: 'Sie ist gültig und auf diesem Computer gespeichert. Ein Schritt fehlt noch:',
    belongs: 'Installieren in',
    retry: 'Installieren',
    working: 'Wird installiert …',
    command: 'Befehl für einen Administrator',
  },

  beforeYouGo: 'Bevor Sie die Lizenz holen:',
  before: {
    'target-folder-missing': (details) =>
      `Die Lizenz gehört in den Ordner ${details.folder}, den es nicht gibt. Installieren Sie zuerst das Produkt. ${goOn(details)}`,
    'target-forbidden': (details) =>
      `Dieses Benutzerkonto darf nicht in ${details.folder} schreiben, wohin die Lizenz gehört. Bitten Sie einen Administrator um Schreibrecht. ${goOn(details)}`,
    'target-read-only': (details) =>
      `${details.folder}, wohin die Lizenz gehört, liegt auf einem schreibgeschützten Laufwerk. Machen Sie es beschreibbar. ${goOn(details)}`,
    'target-full': (details) =>
      `Das Laufwerk von ${details.folder}, wohin die Lizenz gehört, ist voll. Schaffen Sie Platz. ${goOn(details)}`,
    'target-unwritable': (details) =>
      `${details.path}, wohin die Lizenz gehört, lässt sich nicht schreiben (${details.reason}). Prüfen Sie Pfad und Laufwerk. ${goOn(details)}`,
    'target-in-use': (details) =>
      `${details.path}, wohin die Lizenz gehört, wird von einem anderen Programm benutzt. Schließen Sie es. ${goOn(details)}`,
  },

  refusals: {
    'document-type-wrong': ({ expected, found }) =>
      expected === 'license' && found === 'return' ? returnReceiptHere : null,
    'key-unknown': ({ product, expected }) =>
      product
        ? {
            title: 'Diese Lizenz gehört zu einem anderen Produkt',
            why: `Sie gibt an, für „${product}“ zu sein, nicht für „${expected}“. Mit den Schlüsseln dieses Produkts lässt sich ihre Signatur nicht prüfen.`,
            next: 'Verwenden Sie die Lizenz, die für dieses Produkt erstellt wurde.',
          }
        : {
            title: 'Diese Lizenz ist nicht vom Hersteller signiert',
            why: 'Sie ist mit einem Schlüssel signiert, der hier nicht bekannt ist. Sie kann von jemand anderem stammen oder neuer als das Herstellerprofil sein.',
            next: 'Holen Sie die Lizenz beim Aktivierungsdienst des Herstellers, der neuere Schlüssel mitschickt. Wenn Sie das getan haben, brauchen Sie ein neues Herstellerprofil.',
          },
    'wizard-ended': {
      title: 'Das Programm hinter dieser Seite ist beendet',
      why: 'Diese Seite braucht „keyferry machine wizard“, das nicht mehr antwortet oder neu gestartet wurde.',
      next: 'Starten Sie es in einem Terminal neu und öffnen Sie die Adresse, die es zeigt. Alles Gespeicherte ist noch da.',
    },
    'keep-failed': ({ path, reason }) => ({
      title: 'Dieser Computer konnte es nicht speichern',
      why: `${path} lässt sich nicht schreiben (${reason}). Deshalb wurde nichts getan.`,
      next: 'Schaffen Sie Platz oder prüfen Sie, wem der Ordner gehört. Versuchen Sie es dann noch einmal.',
    }),
    'installation-key-damaged': ({ path }) => ({
      title: 'Der Schlüssel dieser Installation ist beschädigt',
      why: `${path} hat sich verändert.`,
      next: 'Stellen Sie ihn aus einer Sicherung wieder her. Gibt es keine, verschieben Sie ihn und erstellen Sie eine neue Anfrage.',
    }),
    'installation-key-missing': {
      title: 'Der Schlüssel dieser Installation ist nicht hier',
      why: 'Der Rückgabeschein muss mit ihm signiert werden, und dieses Benutzerkonto hat keinen für das Produkt.',
      next: 'Starten Sie den Assistenten als der Benutzer, der die Lizenz angefordert hat.',
    },
    'license-missing': {
      title: 'Hier ist keine Lizenz mehr',
      why: 'Sie wurde zurückgegeben oder entfernt, vielleicht in einem anderen Fenster.',
      next: 'Laden Sie die Seite neu.',
    },
    'license-nowhere': ({ path, reason }) => ({
      title: 'Die Lizenz ließ sich nirgends schreiben',
      why: `Sie gilt für diesen Computer, aber es fehlt Platz oder das Schreibrecht: ${path} (${reason}).`,
      next: 'Behalten Sie die Lizenz auf dem Gerät, von dem sie kam. Schaffen Sie hier Platz und bringen Sie sie noch einmal.',
    }),
    'return-unwritten': ({ path }) => ({
      title: 'Die Lizenz wurde nicht zurückgegeben',
      why: `Die Rückgabe muss zuerst gespeichert werden, und ${path} lässt sich nicht schreiben.`,
      next: 'Schaffen Sie Platz oder prüfen Sie, wem die Ordner gehören. Versuchen Sie es dann noch einmal.',
    }),
    'target-folder-missing': ({ folder }) => ({
      title: 'Der Ordner für die Lizenz fehlt',
      why: `Den Ordner ${folder} gibt es nicht. Vielleicht ist das Produkt noch nicht installiert.`,
      next: 'Installieren Sie das Produkt oder legen Sie den Ordner an. Drücken Sie dann auf die Schaltfläche.',
    }),
    'target-forbidden': ({ folder }) => ({
      title: 'Dieses Benutzerkonto darf dort nicht schreiben',
      why: `In ${folder} darf nur ein Administrator schreiben.`,
      next: 'Bitten Sie einen Administrator, den Befehl unten auszuführen, oder um Schreibrecht. Drücken Sie dann auf die Schaltfläche.',
    }),
    'target-read-only': ({ folder }) => ({
      title: 'Das Laufwerk ist schreibgeschützt',
      why: `${folder} liegt auf einem Laufwerk, das sich nicht beschreiben lässt.`,
      next: 'Machen Sie das Laufwerk beschreibbar. Drücken Sie dann auf die Schaltfläche.',
    }),
    'target-full': ({ folder }) => ({
      title: 'Das Laufwerk ist voll',
      why: `In ${folder} ist kein Platz mehr.`,
      next: 'Schaffen Sie Platz. Drücken Sie dann auf die Schaltfläche.',
    }),
    'target-unwritable': ({ path, reason }) => ({
      title: 'Die Lizenzdatei lässt sich nicht schreiben',
      why: `Das System verweigert ${path} (${reason}).`,
      next: 'Prüfen Sie Pfad und Laufwerk. Drücken Sie dann auf die Schaltfläche.',
    }),
    'target-in-use': ({ path }) => ({
      title: 'Ein anderes Programm benutzt die Lizenzdatei',
      why: `Es hat ${path} geöffnet, deshalb lässt sich die Datei nicht ersetzen.`,
      next: 'Schließen Sie dieses Programm. Drücken Sie dann auf die Schaltfläche.',
    }),
    'stored-unreadable': ({ path }) => ({
      title: 'Die Dateien dieses Programms lassen sich nicht lesen',
      why: `Das System verweigert ${path}. Vielleicht gehört der Ordner dem Administrator, weil das Programm mit sudo lief.`,
      next: 'Geben Sie Ihrem Benutzerkonto den Ordner zurück (chown). Starten Sie dann dieses Programm neu.',
    }),
  },

  guard: {
    'wizard-host-wrong': (address) => `Dieses Programm antwortet nur unter ${address} und nur auf diesem Computer.`,
    'wizard-token-missing': () =>
      'Diese Adresse funktioniert nur mit dem Token, das „keyferry machine wizard“ im Terminal zeigt, und nur in dem Browser, der sie geöffnet hat. Öffnen Sie die ganze Adresse.',
    'wizard-token-used': () =>
      'Diese Adresse gilt nur einmal und wurde schon in einem anderen Browser oder Fenster geöffnet. Machen Sie dort weiter. Oder drücken Sie im Terminal Strg-C und starten Sie „keyferry machine wizard“ neu: Es zeigt eine neue Adresse, und nichts geht verloren. Wenn Sie die Adresse nicht geöffnet haben, beenden Sie das Programm jetzt.',
    'wizard-origin-foreign': () => 'Dieses Programm antwortet anderen Seiten nicht.',
  },
};
