import { fstatSync } from 'node:fs';
import { systemCode } from '../../../files/systemCode.ts';
import { stopOnSignal } from '../../../server/lifecycle.ts';
import { type WizardEvent, wizardExits } from '../../../src/machine/wizardEvent.ts';
import type { Streams } from '../../command.ts';
import { watchPresence } from './presence.ts';
import type { RunningWizard, WizardReports } from './serveWizard.ts';

/**
 * Serves the wizard for the program that started it: reports events, and ends when the page is closed, when the program
 * closes the pipe that is the wizard's input, or with a signal.
 *
 * @param serve starts the wizard
 * @param open opens the browser; returns whether it was tried
 * @returns exit code: see `wizardExits`
 * @throws whatever `serve` throws
 */
export async function reportToProgram(
  { stdin, stdout }: Pick<Streams, 'stdin' | 'stdout'>,
  serve: (reports: WizardReports) => Promise<RunningWizard>,
  open: (url: string) => boolean,
): Promise<number> {
  let activated = false;
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const emit = (event: WizardEvent) => {
    if (event.event === 'activated') activated = true;
    if (event.event === 'returned') activated = false;
    stdout.write(`${JSON.stringify(event)}\n`);
  };
  const wizard = await serve({ emit, presence: watchPresence(end) });
  const { address: url, product } = wizard;
  emit({ event: 'listening', url, product, opening: open(url) });
  whenClosed(stdin, end);
  const finished = ended.then(async () => {
    await wizard.stop();
    stdin.destroy();
    emit({ event: 'ended', activated });
    return activated ? wizardExits.activated : wizardExits.notActivated;
  });
  const stop = async () => {
    end();
    // Not the exit code of a stopped process: it ended in order.
    process.exit(await finished);
  };
  stopOnSignal(stop, () => undefined);
  return finished;
}

/** A terminal, a file and `/dev/null` say nothing about the program; a pipe closes when it ends. */
function whenClosed(stdin: Streams['stdin'], listener: () => void): void {
  if (!isPipe(stdin)) return;
  stdin.on('end', listener).on('error', listener).resume();
}

function isPipe(stdin: Streams['stdin']): boolean {
  try {
    const input = fstatSync((stdin as { readonly fd?: number }).fd ?? -1);
    return input.isFIFO() || input.isSocket();
  } catch (error) {
    if (systemCode(error) === null) throw error;
    return false;
  }
}
