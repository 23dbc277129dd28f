import { stopOnSignal } from '../../server/lifecycle.ts';
import { tool } from '../../src/messages/en/tool.ts';
import { prebuiltPages } from '../carried.ts';
import { defineCommand } from '../framework/defineCommand.ts';
import { flag } from '../framework/parameters.ts';
import { type MachineEnvironment, type System, systemOf } from './context/system.ts';
import { machineOptions } from './options.ts';
import { openBrowser } from './wizard/openBrowser.ts';
import { reportToProgram } from './wizard/reportToProgram.ts';
import { type RunningWizard, serveWizard } from './wizard/serveWizard.ts';

export const command = defineCommand({
  name: 'machine wizard',
  summary: 'Run the wizard in this machine’s browser.',
  description:
    'The wizard shows the license request as a code and as a file, takes the license by camera, file or text, ' +
    'installs it for the product, and returns it. It needs no network. It works on the same files as the other ' +
    'machine commands, so you can switch between them.\n\n' +
    'The address holds a token for one browser, which works once. All other pages, programs and users are ' +
    'refused.',
  options: {
    to: machineOptions.to,
    noOpen: flag({ help: 'Show the address, but do not open the browser' }),
    json: flag({ help: 'For a program that starts the wizard: print one JSON event a line, and end with the page' }),
    profile: machineOptions.profile,
  },
  exits: { 0: 'with --json: a license was activated', 3: 'with --json: the wizard ended without one' },
  async run({ to, noOpen, json, profile }, environment: MachineEnvironment) {
    // As in `serve`.
    await import('../explain.ts');
    const options = { profile, to, built: await prebuiltPages(), system: surveyedOnce(environment) };
    const open = (url: string) => !noOpen && openBrowser(systemOf(environment), url);
    if (json) return reportToProgram(environment, (reports) => serveWizard({ ...options, reports }), open);
    const wizard = await serveWizard(options);
    const isOpening = open(wizard.address);
    environment.stdout.write(bannerOf(wizard, isOpening));
    stopOnSignal(wizard.stop, () => environment.stderr.write(`${texts.notStopped}\n`));
    // A signal ends the process.
    return new Promise<never>(() => {});
  },
});

const texts = {
  title: (product: string) => `The wizard for ${product} runs on this machine.`,
  open: 'Open this address in a browser on this machine. It works once:',
  opening: 'Your browser opens. If it does not, open this address on this machine. It works once:',
  target: (path: string) => `The license will be installed at ${path}.`,
  noTarget: (stored: string) =>
    `Neither the vendor profile nor --to says where the product reads its license. It will be stored at ${stored}.`,
  later: 'When the license is there, an administrator installs it with:',
  stop: 'To stop, press Ctrl-C. Nothing is lost.',
  notStopped: 'The wizard did not stop in time. What was stored is safe.',
} as const;

/** Surveying the hardware takes seconds on some systems, and the hardware does not change meanwhile. */
function surveyedOnce(environment: MachineEnvironment): () => System {
  const survey = systemOf(environment).survey();
  return () => ({ ...systemOf(environment), survey: () => survey });
}

function bannerOf({ address, product, view: { place } }: RunningWizard, isOpening: boolean): string {
  const warning = place.refusal && tool.before[place.refusal.code]?.(place.refusal.details);
  return [
    texts.title(product),
    `${isOpening ? texts.opening : texts.open}\n\n  ${address}`,
    place.path === null ? texts.noTarget(place.kept) : texts.target(place.path),
    ...(warning ? [`${tool.beforeYouGo} ${warning}`] : []),
    ...(place.command ? [`${texts.later}\n\n  ${place.command}`] : []),
    texts.stop,
  ]
    .map((part) => `${part}\n`)
    .join('\n');
}
