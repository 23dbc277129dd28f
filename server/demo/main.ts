import { builtPages } from '../http/pages.ts';
import { printError } from '../launch.ts';
import { stopOnSignal } from '../lifecycle.ts';
import { startDemonstration, startErrorText } from './demonstration.ts';
import { orreryFiles } from './orrery.ts';

/** Runs the demonstration until a signal stops it. */
async function main(): Promise<void> {
  const print = (text: string) => void process.stdout.write(text);
  const pages = new Map([...builtPages(), ...orreryFiles()]);
  const { stop, banner } = await startDemonstration(process.env, pages, { print });
  // Before the banner: a reader of the banner may send a signal at once.
  stopOnSignal(stop, printError);
  print(await banner(process.stdout.isTTY === true));
}

main().catch((error: unknown) => {
  process.stderr.write(`${startErrorText(error)}\n`);
  process.exit(1);
});
