import { isInstant, millisecondsOf } from '../documents/instant.ts';
import { lastDayOf } from '../documents/lastDay.ts';
import { dateFormatIn } from './formats.ts';

/** Writes an end for people: an exclusive instant as the last good day, with the time where the end is not at midnight. */
export type WriteEnd = (end: string) => string;

/**
 * @param language language tag (BCP 47)
 * @param timeZone IANA name; by default the reader's
 * @returns writes an instant from which something is no longer valid; any other text stays as it is
 */
export function endDateIn(language: string, dateStyle: 'long' | 'medium', timeZone?: string): WriteEnd {
  const day = dateFormatIn(language, { dateStyle, timeZone });
  const moment = dateFormatIn(language, { dateStyle, timeStyle: 'short', timeZone });
  return (end) => {
    if (!isInstant(end)) return end;
    const exclusive = millisecondsOf(end);
    return lastDayOf(end, timeZone).endsDuringDay ? moment(exclusive) : day(exclusive - 1);
  };
}
