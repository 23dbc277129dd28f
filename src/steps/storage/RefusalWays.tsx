import type { KeptRefusal } from '../../activation/records.ts';
import { useWizard } from '../context.ts';

const otherRequest: readonly string[] = ['installation-other', 'request-other', 'request-forgotten'];

/** Further buttons of a refusal that has to do with what this browser stores. */
export function RefusalWays({ refusal }: { refusal: KeptRefusal }) {
  const { journey, messages, tool } = useWizard();
  const { role, machine } = journey.state.value;
  const { storage } = messages;
  if (tool) return null;
  if (role === 'machine' && otherRequest.includes(refusal.code)) {
    return (
      <button type="button" onClick={() => void journey.machine.requestAnew()}>
        {machine.request ? storage.showRequest : storage.newRequest}
      </button>
    );
  }
  if (!refusal.code.startsWith('storage-')) return null;
  return (
    <button type="button" onClick={() => void journey.storage.continueWithout()}>
      {storage.missing.without}
    </button>
  );
}
