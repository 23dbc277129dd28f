import type { Journey } from '../../activation/journey.ts';
import { millisecondsOf } from '../../documents/instant.ts';
import { daysUntil } from '../../documents/lastDay.ts';
import { Meter } from '../../ui/Meter.tsx';
import { useWizard } from '../context.ts';

interface TimeLeftProps {
  readonly license: NonNullable<Journey['state']['value']['license']>;
}

/** How much of a license's term is left, as a line and in days. Nothing for a license without an end. */
export function TimeLeft({ license: { startDate, stopDate } }: TimeLeftProps) {
  const { journey, messages } = useWizard();
  if (stopDate === undefined) return null;
  const now = journey.now();
  const [from, to] = [millisecondsOf(startDate), millisecondsOf(stopDate)];
  const isEnding = journey.machine.term()?.term !== 'running';
  const text = messages.renewal.daysLeft(daysUntil(stopDate, now));
  return (
    <div class="time-left">
      <Meter
        label={messages.shell.timeLeft}
        text={text}
        share={(to - now.getTime()) / Math.max(1, to - from)}
        tone={isEnding ? 'warning' : 'good'}
      />
      <p class="hint">{text}</p>
    </div>
  );
}
