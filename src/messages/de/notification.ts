import type { NotificationTexts } from '../en/notification.ts';

export const notification: NotificationTexts = {
  licensed: (count) => (count === 1 ? '1 Lizenz ist da' : `${count} Lizenzen sind da`),
  refused: (count) => (count === 1 ? '1 Auftrag wurde abgelehnt' : `${count} Aufträge wurden abgelehnt`),
  open: 'Öffnen Sie die App, um weiterzumachen.',
};
