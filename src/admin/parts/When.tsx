import { useMemo } from 'preact/hooks';
import { useAdmin } from '../context.ts';

interface WhenProps {
  /** Instant, ISO 8601. */
  readonly at: string;
  readonly time?: boolean;
}

/** A moment as a person reads it, in the time zone of their computer. */
export function When({ at, time = false }: WhenProps) {
  const write = useDates();
  return <time dateTime={at}>{time ? write.moment(at) : write.day(at)}</time>;
}

export interface Dates {
  day(at: string): string;
  moment(at: string): string;
}

/** @returns writes instants in the language of the page */
export function useDates(): Dates {
  const { messages } = useAdmin();
  return useMemo(() => {
    const day = new Intl.DateTimeFormat(messages.language, { dateStyle: 'medium' });
    const moment = new Intl.DateTimeFormat(messages.language, { dateStyle: 'medium', timeStyle: 'short' });
    return { day: (at) => day.format(new Date(at)), moment: (at) => moment.format(new Date(at)) };
  }, [messages.language]);
}
