import type { Messages } from '../../messages/languages.ts';

/**
 * @param now the present
 * @returns writes an instant as short as a list needs it: today's and yesterday's time, else the date
 */
export function shortDates({ language, list }: Messages, now: Date): (instant: string) => string {
  const time = new Intl.DateTimeFormat(language, { timeStyle: 'short' });
  const date = new Intl.DateTimeFormat(language, { dateStyle: 'medium' });
  const today = startOfDay(now, 0);
  const yesterday = startOfDay(now, -1);
  const tomorrow = startOfDay(now, 1);
  return (instant) => {
    const at = new Date(instant);
    if (at >= tomorrow || at < yesterday) return date.format(at);
    return (at >= today ? list.today : list.yesterday)(time.format(at));
  };
}

/** @param days after today, by the calendar: a day may have 23 or 25 hours */
function startOfDay(now: Date, days: number): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days);
}
