import { existsSync, readFileSync } from 'node:fs';
import { startDemonstration } from '../../server/demo/demonstration.ts';
import { readBuiltPages } from '../../server/http/pages.ts';
import { builtPages } from '../../tests/server/http/builtPages.ts';

/**
 * A service in a process of its own, as a vendor runs it. Answers each message of the bench with its processor time, and that
 * of the thread that serves.
 */
// As they were built last, if they were.
const pages = existsSync('dist/pages/admin.html') ? readBuiltPages('dist/pages') : builtPages();
const service = await startDemonstration(process.env, pages, {
  // The log costs what it costs in production.
  print: (line) => process.stdout.write(line),
});
process.send?.({ port: service.port });
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ cpuMs: (user + system) / 1000, servingMs: servingMs() });
});
process.on('disconnect', () => void service.stop().then(() => process.exit(0)));

/** Node tells the time of a thread only from version 23.9 on; Linux always does. */
function servingMs(): number {
  try {
    const [nanoseconds = ''] = readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ');
    return Number(nanoseconds) / 1_000_000;
  } catch {
    return Number.NaN;
  }
}
