import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { type WizardEvent, wizardExits } from '../src/machine/wizardEvent.ts';

export type { WizardEvent } from '../src/machine/wizardEvent.ts';

export interface WizardStart {
  /**
   * How the wizard is started: the path of the packed executable, or a program and its first arguments, such as
   * `['node', '/opt/keyferry/scripts/keyferry.mjs']`. `machine wizard --json` follows. No shell is involved.
   */
  readonly command: string | readonly [program: string, ...args: string[]];
  /** Opens the wizard in the default browser; true by default. Else open the `url` of the event `listening` yourself. */
  readonly openBrowser?: boolean;
  /** Vendor profile, if the tool carries none; see `--profile`. */
  readonly profile?: string;
  /** Where the license goes, if the profile does not say; see `--to`. */
  readonly to?: string;
  /** Called for each event as it happens. Keep the `url` of `listening` out of logs. */
  readonly onEvent?: (event: WizardEvent) => void;
  /** Ends the wizard early. */
  readonly signal?: AbortSignal;
}

/** How a wizard ended. */
export interface WizardOutcome {
  /** Whether a license was activated. Read it with `readInstalledLicense`, as at every start: only that verifies. */
  readonly activated: boolean;
  /** Id of the license and of its type, as reported; null without an activation. */
  readonly license: { readonly licenseId: string; readonly licenseType: string } | null;
}

/** The wizard could not run. */
export class WizardError extends Error {
  override readonly name = 'WizardError';
  /** Code of the refusal, such as `profile-missing`, or of the system, such as `ENOENT`; `wizard-failed` for anything else. */
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * Starts the wizard on this machine, for Node and the main process of Electron. It ends when the person closes its page,
 * when `signal` aborts, and with this process.
 *
 * @returns how it ended
 * @throws WizardError when it cannot be started or refuses to run
 */
export async function startWizard(start: WizardStart): Promise<WizardOutcome> {
  const child = spawnWizard(start);
  let license: WizardOutcome['license'] = null;
  let messages = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    messages += text;
  });
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
  lines.on('line', (line) => {
    const event = readEvent(line);
    if (event === null) return;
    if (event.event === 'activated') license = { licenseId: event.licenseId, licenseType: event.licenseType };
    if (event.event === 'returned') license = null;
    start.onEvent?.(event);
  });
  const exitCode = await endOf(child, start.signal);
  if (exitCode === wizardExits.activated) return { activated: true, license };
  if (exitCode === wizardExits.notActivated) return { activated: false, license: null };
  const code = /^([a-z]+(?:-[a-z]+)*): /.exec(messages)?.[1] ?? 'wizard-failed';
  throw new WizardError(code, messages.trim() || `The wizard ended with ${exitCode}.`);
}

function spawnWizard({ command, openBrowser = true, profile, to }: WizardStart): ChildProcess {
  const [program = '', ...args] = typeof command === 'string' ? [command] : command;
  const options = [
    ...(openBrowser ? [] : ['--no-open']),
    ...(profile === undefined ? [] : ['--profile', profile]),
    ...(to === undefined ? [] : ['--to', to]),
  ];
  return spawn(program, [...args, 'machine', 'wizard', '--json', ...options], {
    // Closing its input ends the wizard, so that it does not outlive this process.
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
  });
}

function endOf(child: ChildProcess, signal: AbortSignal | undefined): Promise<number | null> {
  const stop = () => child.stdin?.end();
  signal?.addEventListener('abort', stop);
  if (signal?.aborted) stop();
  // It may end before its input does.
  child.stdin?.on('error', () => undefined);
  return new Promise<number | null>((resolve, reject) => {
    child.on('error', (error) => reject(new WizardError('code' in error ? String(error.code) : '', error.message)));
    child.on('close', resolve);
  }).finally(() => signal?.removeEventListener('abort', stop));
}

/** @returns null for a line that is no event */
function readEvent(line: string): WizardEvent | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && 'event' in value ? (value as WizardEvent) : null;
  } catch {
    return null;
  }
}
