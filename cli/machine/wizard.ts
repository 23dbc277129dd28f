import { stopOnSignal } from '../../server/lifecycle.ts';
import { tool } from '../../src/messages/tool.en.ts';
import { readArguments } from '../arguments.ts';
import { prebuiltPages } from '../carried.ts';
import type { Command } from '../command.ts';
import { UsageError } from '../errors.ts';
import { type System, thisSystem } from './context/system.ts';
import { wizardHelp } from './help.ts';
import { openBrowser } from './wizard/openBrowser.ts';
import { type RunningWizard, serveWizard } from './wizard/serveWizard.ts';
import { machineWords } from './words.ts';

export const machineWizard: Command = {
  help: wizardHelp,
  async run(args, { stdout, stderr }) {
    const { values, positionals } = readArguments(args, {
      to: { type: 'string' },
      profile: { type: 'string' },
      'no-open': { type: 'boolean' },
    });
    if (positionals.length > 0) throw new UsageError(machineWords.none);
    const wizard = await serveWizard({ ...values, built: prebuiltPages(), system: surveyedOnce() });
    const isOpening = !values['no-open'] && openBrowser(thisSystem(), wizard.address);
    stdout.write(bannerOf(wizard, isOpening));
    stopOnSignal(wizard.stop, () => stderr.write(`${machineWords.notStopped}\n`));
    // A signal ends it.
    return new Promise<never>(() => {});
  },
};

/** Looking at the hardware takes seconds on some systems, and it does not change under a running program. */
function surveyedOnce(): () => System {
  const survey = thisSystem().survey();
  return () => ({ ...thisSystem(), survey: () => survey });
}

function bannerOf({ address, product, view: { place } }: RunningWizard, isOpening: boolean): string {
  const { wizard } = machineWords;
  const warning = place.refusal && tool.before[place.refusal.code]?.(place.refusal.details);
  return [
    wizard.title(product),
    `${isOpening ? wizard.opening : wizard.open}\n\n  ${address}`,
    place.path === null ? wizard.goesNowhere(place.kept) : wizard.goesTo(place.path),
    ...(warning ? [`${tool.beforeYouGo} ${warning}`] : []),
    ...(place.command ? [`${wizard.later}\n\n  ${place.command}`] : []),
    wizard.stop,
  ]
    .map((part) => `${part}\n`)
    .join('\n');
}
