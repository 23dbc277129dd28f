import type { Scan } from '../../activation/scan/scan.ts';
import { useWizard } from '../context.ts';
import { milestoneOf } from '../viewfinder/milestone.ts';
import { useLongLook } from '../viewfinder/patience.ts';

/** One line of instructions, read out: what to do with the camera now. */
export function ScannerHint({ view }: { view: Scan['view'] }) {
  const { messages } = useWizard();
  const { intake, scanning } = messages;
  const { phase, parts, resumed } = view.value;
  const long = useLongLook(phase);
  const milestone = phase === 'reading' ? milestoneOf(parts) : 0;
  const words = {
    starting: intake.starting,
    looking: long ? intake.stillLooking : scanning.camera.hint,
    unclear: intake.unclear,
    reading: resumed ? intake.resumed : intake.reading,
    // The news says what it is.
    foreign: scanning.camera.hint,
    handled: scanning.camera.more,
  }[phase];
  return (
    <p class="scanner-hint" role="status">
      {words}
      {milestone > 0 && <span class="unseen"> {intake.percent(milestone)}</span>}
    </p>
  );
}
