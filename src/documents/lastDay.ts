import { millisecondsOf } from './instant.ts';

const DAY = 24 * 60 * 60 * 1000;

/** The last day on which something is valid that ends at an exclusive instant, as people read it where they are. */
export interface LastDay {
  /** `YYYY-MM-DD`, the local day of the last valid millisecond. */
  readonly day: string;
  /** Whether it ends before that day does: people then need the time as well. */
  readonly endsDuringDay: boolean;
}

/**
 * @param end exclusive: an instant from which something is no longer valid, such as `StopDate`
 * @param timeZone IANA name; by default the one of this system
 */
export function lastDayOf(end: string, timeZone?: string): LastDay {
  const exclusive = millisecondsOf(end);
  const day = localDay(exclusive - 1, timeZone);
  return { day, endsDuringDay: day === localDay(exclusive, timeZone) };
}

/**
 * @param end exclusive instant
 * @returns how many days are left, rounded up: 1 within the last 24 hours, 0 from the end on
 */
export function daysUntil(end: string, now: Date): number {
  return Math.max(0, Math.ceil((millisecondsOf(end) - now.getTime()) / DAY));
}

/** A clock change can remove midnight or a whole day, so days are compared, never hours. */
function localDay(milliseconds: number, timeZone: string | undefined): string {
  const format = new Intl.DateTimeFormat('en', {
    calendar: 'gregory',
    numberingSystem: 'latn',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    timeZone,
  });
  const parts = new Map(format.formatToParts(milliseconds).map(({ type, value }) => [type, value]));
  const { year = '', month, day } = Object.fromEntries(parts);
  return `${year.padStart(4, '0')}-${month}-${day}`;
}
