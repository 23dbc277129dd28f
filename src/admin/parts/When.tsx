import { useMemo } from 'preact/hooks';
import { endDateIn } from '../../messages/endDate.ts';
import { useAdmin } from '../context.ts';

interface WhenProps {
  /** Instant, ISO 8601. */
  readonly at: string;
  readonly time?: boolean;
}

/** An exclusive end, as the last day in the reader's language and time zone. */
export function Until({ end }: { readonly end: string }) {
  return <time dateTime={end}>{useDates().end(end)}</time>;
}

/** An instant in the reader's language and time zone. */
export function When({ at, time = false }: WhenProps) {
  const write = useDates();
  return <time dateTime={at}>{time ? write.moment(at) : write.day(at)}</time>;
}

export interface Dates {
  day(at: string): string;
  moment(at: string): string;
  /** An exclusive end as the last day; with the time where it ends during that day. */
  end(end: string): string;
}

/** @returns formatters in the page's language */
export function useDates(): Dates {
  const { messages } = useAdmin();
  return useMemo(() => {
    const day = new Intl.DateTimeFormat(messages.language, { dateStyle: 'medium' });
    const moment = new Intl.DateTimeFormat(messages.language, { dateStyle: 'medium', timeStyle: 'short' });
    const end = endDateIn(messages.language, 'medium');
    return { day: (at) => day.format(new Date(at)), moment: (at) => moment.format(new Date(at)), end };
  }, [messages.language]);
}
