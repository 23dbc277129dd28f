import { startDemonstration } from '../../server/demo/demonstration.ts';
import { builtPages } from '../../tests/server/http/builtPages.ts';

/** A service in a process of its own, as a vendor runs it. Answers each message of the bench with its processor time. */
const service = await startDemonstration(process.env, builtPages(), {
  // The log costs what it costs in production.
  print: (line) => process.stdout.write(line),
});
process.send?.({ port: service.port });
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ cpuMs: (user + system) / 1000 });
});
process.on('disconnect', () => void service.stop().then(() => process.exit(0)));
