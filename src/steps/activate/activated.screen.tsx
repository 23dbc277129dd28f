import { useWizard } from '../context.ts';
import type { ScreenProps } from '../views.ts';
import { EndingLicense, OutOfTerm } from './Ending.tsx';
import { InForce } from './InForce.tsx';

/** Step 3 is done: the license is in force. Later: how long it lasts, and the way to a renewed one. */
export default function Activated({ screen }: ScreenProps<'activated'>) {
  const { journey, tool } = useWizard();
  const { license, outOfTerm, tool: view } = journey.state.value;
  const term = journey.machine.term();
  if (!license || !term) return null;
  if (outOfTerm) return <OutOfTerm license={license} refusal={outOfTerm} />;
  if (tool && !view?.place.isThere) return <tool.Unplaced />;
  const isEnding = term.term === 'ending' && !screen.fresh && journey.isRenewable(license.licenseType);
  if (isEnding) return <EndingLicense license={license} term={term} />;
  return <InForce license={license} term={term} />;
}
