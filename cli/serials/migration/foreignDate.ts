import { readExpiry } from '../../../src/contract/expiry.ts';
import { isInstant, toInstant } from '../../../src/documents/instant.ts';

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] as const;
const germanMonths: Readonly<Record<string, string>> = { mär: 'mar', mai: 'may', okt: 'oct', dez: 'dec' };

/** What tables write where there is no end; in FlexNet license files, the year 0 also means that. */
const endless = /^(?:permanent|perpetual|never|none|null|unlimited|n\/a|-|0|1-jan-0+)$/i;

/**
 * Reads the end of a license from another system's table.
 *
 * @param isByDay whether an instant stands for its day
 * @returns the first instant at which it is expired; undefined when there is none; the text when it is no date, or one
 *   whose day and month cannot be told apart
 */
export function readForeignEnd(text: string, isByDay: boolean): string | undefined {
  const trimmed = text.trim();
  if (trimmed === '' || endless.test(trimmed)) return undefined;
  const instant = isByDay ? null : instantIn(trimmed);
  return instant ?? readExpiry(dayIn(trimmed) ?? trimmed);
}

/** @returns the day of a sale as `YYYY-MM-DD`; undefined when there is none; the text when it is no date */
export function readForeignDay(text: string): string | undefined {
  const trimmed = text.trim();
  return trimmed === '' || endless.test(trimmed) ? undefined : (dayIn(trimmed) ?? trimmed);
}

/** An instant in ISO 8601 with its zone, to the second. */
function instantIn(text: string): string | null {
  if (!/^\d{4}-\d{2}-\d{2}T[\d:.]{5,15}(?:Z|[+-]\d{2}:?\d{2})$/.test(text)) return null;
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? null : toInstant(date);
}

/** @returns `YYYY-MM-DD` */
function dayIn(text: string): string | null {
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?$/.exec(text);
  if (iso) return dateOf(iso[1], iso[2], iso[3]);
  const dayFirst = /^(\d{1,2})[-. ]+([a-zä]{3,9})[-., ]+(\d{4})$/i.exec(text);
  if (dayFirst) return dateOf(dayFirst[3], monthCalled(dayFirst[2]), dayFirst[1]);
  const monthFirst = /^([a-zä]{3,9})[. ]+(\d{1,2}),? (\d{4})$/i.exec(text);
  if (monthFirst) return dateOf(monthFirst[3], monthCalled(monthFirst[1]), monthFirst[2]);
  const [, one = '', sign = '', two = '', year] = /^(\d{1,2})([./])(\d{1,2})[./](\d{4})$/.exec(text) ?? [];
  if (sign === '.') return dateOf(year, two, one);
  // Only a number above 12 tells the day from the month.
  if (Number(one) > 12) return dateOf(year, two, one);
  return Number(two) > 12 ? dateOf(year, one, two) : null;
}

function monthCalled(name = ''): string {
  const short = name.toLowerCase().slice(0, 3);
  return String(months.findIndex((month) => month === (germanMonths[short] ?? short)) + 1);
}

function dateOf(year = '', month = '', day = ''): string | null {
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isInstant(`${date}T00:00:00Z`) ? date : null;
}
