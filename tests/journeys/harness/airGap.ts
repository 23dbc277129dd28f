import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { untilTestEnds } from './lifetime.ts';
import { isolation } from './program.ts';

/** A computer's inside without a network: programs in it reach each other over the loopback, and nothing else. */
export interface AirGap {
  /** What to put before a program and its arguments, to run it in there. */
  readonly command: readonly string[];
}

/** Opens one; it is gone with the test. */
export async function openAirGap(): Promise<AirGap> {
  const [program = '', ...args] = isolation();
  const holder = spawn(program, [...args, '--', 'sh', '-c', 'ip link set lo up && echo up && exec sleep infinity'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = once(holder, 'exit');
  untilTestEnds(async () => {
    holder.kill('SIGKILL');
    await gone;
  });
  const [said] = await Promise.race([once(holder.stdout, 'data'), gone]);
  if (!String(said).startsWith('up')) throw new Error('the loopback of the air gap could not be opened');
  const ownUser = args.includes('-rn') ? ['--user', '--preserve-credentials'] : [];
  return { command: ['nsenter', '--target', String(holder.pid), '--net', ...ownUser, '--'] };
}
