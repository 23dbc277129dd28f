import type { ConnectionMessages } from '../en/connection.ts';
import { about } from './duration.ts';

const names = { order: 'Der Auftrag', receipt: 'Der Rückgabeschein' };

export const connection: ConnectionMessages = {
  slow: 'Der Aktivierungsdienst ist langsam. Die Antwort steht noch aus.',

  saved: {
    'network-offline': 'Gespeichert. Wird von selbst gesendet.',
    'service-unreachable': 'Gespeichert. Der Aktivierungsdienst ist nicht erreichbar.',
    'service-answer-not-ours': 'Gespeichert. Geantwortet hat etwas anderes, nicht der Aktivierungsdienst.',
    'service-busy': 'Gespeichert. Der Aktivierungsdienst ist überlastet.',
    'service-fault': 'Gespeichert. Der Aktivierungsdienst ist gestört.',
    'service-not-signing': 'Gespeichert. Der Aktivierungsdienst kann gerade keine Lizenzen ausstellen.',
    'too-many-attempts': 'Gespeichert. Der Aktivierungsdienst nimmt ihn später an.',
  },
  savedSlow: 'Gespeichert. Der Aktivierungsdienst ist langsam.',
  savedOpenAgain: 'Gespeichert. Öffnen Sie diese Seite wieder, wenn Sie Empfang haben.',
  sending: { order: 'Der Auftrag wird gesendet…', receipt: 'Die Lizenz wird zurückgegeben…' },
  sendingText: (what) => `${names[what]} liegt auf diesem Gerät. Es geht nichts verloren, auch wenn es etwas dauert.`,

  offline: (what, whenClosed) =>
    whenClosed
      ? `Es gibt gerade keine Verbindung. ${names[what]} wartet auf diesem Gerät und wird gesendet, sobald es eine gibt, auch wenn Sie die App schließen.`
      : `Es gibt gerade keine Verbindung. ${names[what]} wartet auf diesem Gerät und wird gesendet, sobald es eine gibt. Das geht nur, solange die Seite offen ist.`,
  trouble: (what, whenClosed) =>
    whenClosed
      ? `${names[what]} wartet auf diesem Gerät. Die App versucht es von selbst wieder. Schließen Sie sie, versucht es der Browser noch einige Male; öffnen Sie die App später wieder, um sicherzugehen.`
      : `${names[what]} wartet auf diesem Gerät. Die Seite versucht es von selbst wieder, solange sie offen ist. Schließen Sie sie, öffnen Sie sie später wieder.`,
  nextAttempt: (seconds) => `Der nächste Versuch folgt in ${about(seconds)}.`,

  withoutService: {
    activate: (product) =>
      `Versuchen Sie es in einigen Minuten noch einmal. Oder aktivieren Sie ${product} manuell: Ein Smartphone nimmt die Lizenzanfrage mit und holt die Lizenz, sobald der Dienst wieder arbeitet.`,
    renew: (product) =>
      `Versuchen Sie es in einigen Minuten noch einmal. Oder verlängern Sie ${product} manuell: Ein Smartphone nimmt die Lizenzanfrage mit und holt die Lizenz, sobald der Dienst wieder arbeitet.`,
    retry: 'Noch einmal versuchen',
  },
  reload: 'Neu laden',
};
