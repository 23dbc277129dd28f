import type { Scan } from '../../activation/scan/scan.ts';
import { useWizard } from '../context.ts';
import { milestoneOf } from './milestone.ts';
import { useLongLook } from './patience.ts';

/** Instructions, read out: they change with the phase, and at 25, 50 and 75 percent. */
export function ScanWords({ view }: { view: Scan['view'] }) {
  const { messages } = useWizard();
  const { phase, parts, resumed } = view.value;
  const reading = phase === 'reading';
  const milestone = reading && milestoneOf(parts);
  const long = useLongLook(phase);
  return (
    <p class="scan-words" role="status">
      {
        messages.intake[
          reading && resumed ? 'resumed' : long ? 'stillLooking' : phase === 'handled' ? 'reading' : phase
        ]
      }
      {milestone !== false && milestone > 0 && <span class="unseen"> {messages.intake.percent(milestone)}</span>}
    </p>
  );
}

/** The number of parts; not read out unasked, because it changes all the time. */
export function ScanProgress({ view }: { view: Scan['view'] }) {
  const { messages } = useWizard();
  const { intake: words } = messages;
  const { phase, parts, secondsLeft, adviseSeveral } = view.value;
  if (!parts) return null;
  const { received, needed } = parts;
  return (
    <div class="scan-progress">
      <div
        class="bar"
        role="progressbar"
        aria-label={words.progress}
        aria-valuemin={0}
        aria-valuemax={needed}
        aria-valuenow={received}
        aria-valuetext={words.parts(received, needed)}
      >
        <span style={{ inlineSize: `${(100 * received) / needed}%` }} />
      </div>
      <p>
        <span>{words.parts(received, needed)}</span>
        {/* While nothing arrives, an estimate would only grow. */}
        {phase === 'reading' && secondsLeft !== null && <span class="hint">{words.left(secondsLeft)}</span>}
      </p>
      {adviseSeveral && <p class="hint">{words.several}</p>}
    </div>
  );
}
