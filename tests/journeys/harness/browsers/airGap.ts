import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { untilWorkerEnds } from '../lifetime.ts';

/** A network namespace: programs in it reach each other over the loopback only. */
export interface AirGap {
  /** Prefix of a command that runs a program inside. */
  readonly command: readonly string[];
}

let opened: Promise<AirGap> | undefined;

/**
 * The air gap of this worker. All its air-gapped machines are in it: their browsers and the wizards that they run listen on
 * ports of their own, so they do not meet.
 */
export function sharedAirGap(): Promise<AirGap> {
  opened ??= openAirGap();
  return opened;
}

async function openAirGap(): Promise<AirGap> {
  const [program = '', ...args] = isolation();
  // Ends with its standard input, so that it never outlives the worker.
  const holder = spawn(program, [...args, '--', 'sh', '-c', 'ip link set lo up && echo up && exec cat'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exited = once(holder, 'exit');
  untilWorkerEnds(async () => {
    opened = undefined;
    holder.kill('SIGKILL');
    await exited;
  });
  const [output] = await Promise.race([once(holder.stdout, 'data'), exited]);
  if (!String(output).startsWith('up')) throw new Error('the loopback of the air gap could not be opened');
  const ownUser = args.includes('-rn') ? ['--user', '--preserve-credentials'] : [];
  return { command: ['nsenter', '--target', String(holder.pid), '--net', ...ownUser, '--'] };
}

/**
 * The command that runs a program in a new network namespace, whose only interface is a loopback that is down. Without the
 * rights of root a user namespace around it may work.
 *
 * @returns program and arguments, to be followed by those of the program
 */
function isolation(): readonly string[] {
  const commands = [
    ['unshare', '-n'],
    ['unshare', '-rn'],
  ];
  const works = ([program = '', ...args]: string[]) => spawnSync(program, [...args, 'true']).status === 0;
  const command = commands.find(works);
  if (command === undefined)
    throw new Error('Air-gapped machines need "unshare -n" or "unshare -rn", and both fail here.');
  return command;
}

/** Whether this account can open a network namespace; where it cannot, journeys that need one are reported as skipped. */
export const canIsolate = (() => {
  try {
    return isolation().length > 0;
  } catch {
    return false;
  }
})();
