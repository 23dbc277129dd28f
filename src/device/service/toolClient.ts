import type { ToolPort } from '../../activation/ports.ts';
import { sessionKeyHeader } from '../../machine/sessionKey.ts';
import { type MachineView, readMachineView, type ViewRefusal } from '../../machine/view.ts';
import { Refusal } from '../../refusal.ts';

/** The parts of the browser that are used; `globalThis` has them. */
export interface ToolEnvironment {
  readonly fetch: typeof fetch;
  addEventListener(event: 'focus' | 'pagehide', listener: () => void): void;
  removeEventListener(event: 'focus', listener: () => void): void;
}

/**
 * A client of the command line tool that served this page. The browser's cookie and the session key authenticate it.
 *
 * @param sessionKey from `takeSessionKey`
 */
export function createToolClient(sessionKey: string, environment: ToolEnvironment = globalThis): ToolPort {
  let seen: MachineView | null = null;

  async function call(name: string, body?: Uint8Array): Promise<MachineView> {
    const headers = { [sessionKeyHeader]: sessionKey };
    const response = await environment
      .fetch(`/machine/${name}`, {
        ...{ method: 'POST', cache: 'no-store', headers },
        ...(body && { body: new Uint8Array(body) }),
      })
      .catch(() => null);
    // The tool has ended; or a later one answers, which does not accept this page's secrets.
    if (!response || response.status === 403) throw new Refusal('wizard-ended');
    const text = await response.text();
    if (!response.ok) throw refusalIn(text);
    seen = readMachineView(text);
    return seen;
  }

  // A program that started the wizard learns that the page is closed. Nothing is lost without it.
  environment.addEventListener('pagehide', () => {
    const headers = { [sessionKeyHeader]: sessionKey };
    environment.fetch('/machine/leave', { method: 'POST', keepalive: true, headers }).catch(() => {});
  });

  return {
    get seen() {
      return seen;
    },
    look: () => call('look'),
    prepareRequest: () => call('prepare'),
    makeRequest: () => call('request'),
    takeKeyset: (file) => call('keyset', file),
    activate: (file) => call('license', file),
    place: () => call('place'),
    decide: (choice) => call(choice),
    confirm: () => call('confirm'),
    keepName: (name) => call('name', new TextEncoder().encode(name)),
    returnLicense: () => call('return'),
    onReturn(listener) {
      environment.addEventListener('focus', listener);
      return () => environment.removeEventListener('focus', listener);
    },
  };
}

/** @param problem problem details (RFC 9457) from the tool, or any other text after an error */
function refusalIn(problem: string): Refusal {
  try {
    const { code, details = {} } = JSON.parse(problem) as ViewRefusal;
    return new Refusal(code, details);
  } catch {
    return new Refusal('internal-fault');
  }
}
