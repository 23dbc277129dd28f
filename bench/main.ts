import { complete, type Extent, quick } from './extent.ts';
import { say } from './print.ts';
import { measureBrowser } from './tables/browser.ts';
import { measureCommands } from './tables/commands.ts';
import { measureDecode } from './tables/decode.ts';
import { measureDocuments } from './tables/documents.ts';
import { measureFilling } from './tables/filling.ts';
import { measureFrames } from './tables/frames.ts';
import { measurePages } from './tables/pages.ts';
import { measureService } from './tables/service.ts';
import { measureServiceOverHttp } from './tables/serviceOverHttp.ts';
import { measureSeveral } from './tables/several.ts';
import { measureThroughput } from './tables/throughput.ts';
import { measureTrials } from './tables/trials.ts';
import { measureTyped } from './tables/typed.ts';
import { measureUnauthenticated } from './tables/unauthenticated.ts';

const tables = {
  frames: measureFrames,
  filling: measureFilling,
  throughput: measureThroughput,
  decode: measureDecode,
  several: measureSeveral,
  browser: measureBrowser,
  pages: measurePages,
  trials: measureTrials,
  typed: measureTyped,
  documents: measureDocuments,
  unauthenticated: measureUnauthenticated,
  commands: measureCommands,
  async service(extent: Extent) {
    await measureServiceOverHttp(extent);
    await measureService(extent);
  },
};

const names = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const unknown = names.filter((name) => !(name in tables));
if (unknown.length > 0) {
  say(`There is no table ${unknown.join(', ')}. There are: ${Object.keys(tables).join(', ')}.`);
  process.exit(2);
}
const extent = { ...(process.argv.includes('--quick') ? quick : complete), huge: process.argv.includes('--huge') };
for (const [name, measure] of Object.entries(tables)) {
  if (names.length === 0 || names.includes(name)) await measure(extent);
}
