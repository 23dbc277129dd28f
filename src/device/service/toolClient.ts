import type { ToolPort } from '../../activation/ports.ts';
import { type MachineView, readMachineView, type ViewRefusal } from '../../machine/view.ts';
import { Refusal } from '../../refusal.ts';

/** What of the browser is used; `globalThis` is one. */
export interface ToolWorld {
  readonly fetch: typeof fetch;
  addEventListener(event: 'focus', listener: () => void): void;
  removeEventListener(event: 'focus', listener: () => void): void;
}

/** The command line tool that has served this page, over a cookie that came with it. */
export function createToolClient(world: ToolWorld = globalThis): ToolPort {
  let seen: MachineView | null = null;

  async function call(name: string, body?: Uint8Array): Promise<MachineView> {
    const response = await world
      .fetch(`/machine/${name}`, { method: 'POST', cache: 'no-store', ...(body && { body: new Uint8Array(body) }) })
      .catch(() => null);
    // Nobody answers any more; or another one does, which was started since and does not know this page.
    if (!response || response.status === 403) throw new Refusal('wizard-ended');
    const text = await response.text();
    if (!response.ok) throw refusalIn(text);
    seen = readMachineView(text);
    return seen;
  }

  return {
    get seen() {
      return seen;
    },
    look: () => call('look'),
    makeRequest: () => call('request'),
    takeKeyset: (file) => call('keyset', file),
    activate: (file) => call('license', file),
    place: () => call('place'),
    returnLicense: () => call('return'),
    onReturn(listener) {
      world.addEventListener('focus', listener);
      return () => world.removeEventListener('focus', listener);
    },
  };
}

/** @param problem problem details (RFC 9457) from our own tool, or whatever else a fault has left */
function refusalIn(problem: string): Refusal {
  try {
    const { code, details = {} } = JSON.parse(problem) as ViewRefusal;
    return new Refusal(code, details);
  } catch {
    return new Refusal('internal-fault');
  }
}
