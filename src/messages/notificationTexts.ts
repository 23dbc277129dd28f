import { notification as en, type NotificationTexts } from './en/notification.ts';
import { chooseLanguage } from './names.ts';

const languages = import.meta.glob<NotificationTexts>('./*/notification.ts', { eager: true, import: 'notification' });

/** @param wanted language tags in order of preference (BCP 47) */
export function notificationTexts(wanted: readonly string[]): NotificationTexts {
  return languages[`./${chooseLanguage(wanted)}/notification.ts`] ?? en;
}
