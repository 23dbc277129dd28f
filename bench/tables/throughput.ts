import { joinBundle } from '../../src/documents/bundle.ts';
import { type Chance, chanceFrom } from '../../tests/optics/chance.ts';
import { noise, sampleLicense } from '../../tests/transfer/sampleDocuments.ts';
import type { Extent } from '../extent.ts';
import { inVersion as bbqr } from '../peers/bbqr.ts';
import { inVersion as bcUr } from '../peers/bcUr.ts';
import { inVersion as keyferry } from '../peers/keyferry.ts';
import { inVersion as lubyTransform } from '../peers/lubyTransform.ts';
import { mean, percent, ratio, say, sayTable, sayTitle, sayWorking } from '../print.ts';
import { codesUntilComplete, type Path, type Showing } from '../showing.ts';

const versions = [25, 15];
const losses = [0, 0.1, 0.3];
/** A second. */
const pace = 10;
const licensesInBundle = 20;
const names = ['keyferry', 'bbqr', '@ngraveio/bc-ur', 'luby-transform'];

/** bc-ur is so slow that a transfer of more blocks takes minutes. */
const mostBlocksOfBcUr = { quick: 150, complete: 1000 };

interface Load {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly compressible: boolean;
}

interface Case {
  readonly version: number;
  readonly load: Load;
  readonly loss: number;
}

/** Prints useful bytes per second at the same version, pace and loss, joined at a random moment. */
export async function measureThroughput(extent: Extent): Promise<void> {
  sayTitle(`Useful bytes a second at ${pace} codes a second, and as ratio to others`);
  const all = await loads(extent);
  const cases = versions.flatMap((version) => all.flatMap((load) => losses.map((loss) => ({ version, load, loss }))));
  const faster: string[] = [];
  const rows = cases.map((one) => {
    const title = `version ${one.version}, ${one.load.name}, loss ${percent(one.loss)}`;
    sayWorking(`throughput: ${title}`);
    const [ours = Number.NaN, ...peers] = speedsIn(one, extent);
    for (const [at, peer] of peers.entries()) {
      if (peer !== null && (ours ?? 0) / peer < 0.995) faster.push(`${names[at + 1]}: ${title}`);
    }
    const ratios = peers.map((peer) => (peer === null ? '-' : ratio((ours ?? 0) / peer)));
    return [String(one.version), one.load.name, percent(one.loss), String(Math.round(ours ?? 0)), ...ratios];
  });
  sayWorking('');
  sayTable([['version', 'what', 'loss', 'keyferry B/s', ...names.slice(1).map((name) => `ours / ${name}`)], ...rows]);
  sayFaster(faster);
}

function sayFaster(faster: readonly string[]): void {
  say();
  say(faster.length === 0 ? 'No peer is faster in any row.' : 'Faster than keyferry:\n');
  for (const line of faster) say(`- ${line}`);
}

/** @returns useful bytes per second in the order of `names`; null where not measured */
function speedsIn({ load, version, loss }: Case, extent: Extent): (number | null)[] {
  const { bytes, compressible } = load;
  const path: Path = { loss, joined: 'middle' };
  const seed = version * 1000 + Math.round(100 * loss);
  const chance = chanceFrom(seed + 1);
  const speed = (showing: Showing, most: number) => {
    const trials = Math.ceil(extent.part * Math.min(most, Math.max(3, 6000 / showing.blockCount)));
    // The same losses for all systems.
    return (bytes.length * pace) / meanCodes(showing, bytes, path, { trials, chance: chanceFrom(seed) });
  };
  const resource = bcUr(bytes, version);
  const isSlow = resource.blockCount > mostBlocksOfBcUr[extent.quick ? 'quick' : 'complete'];
  return [
    speed(keyferry(bytes, 'file', version), 2000),
    speed(bbqr(bytes, version, compressible), 2000),
    isSlow ? null : speed(resource, Math.max(1, 200 / resource.blockCount)),
    speed(best(lubyTransform(bytes, version, compressible, chance), bytes, path, chance), 200),
  ];
}

function meanCodes(
  showing: Showing,
  bytes: Uint8Array,
  path: Path,
  { trials, chance }: { readonly trials: number; readonly chance: Chance },
): number {
  return mean(Array.from({ length: trials }, () => codesUntilComplete(showing, bytes, path, chance)));
}

/** @returns the showing that needs the fewest codes */
function best(choices: readonly Showing[], bytes: Uint8Array, path: Path, chance: Chance): Showing {
  const tried = choices.map((showing) => {
    const trials = Math.min(20, Math.max(3, Math.ceil(400 / showing.blockCount)));
    return { showing, codes: meanCodes(showing, bytes, { ...path, rounds: 6 }, { trials, chance }) };
  });
  return tried.reduce((one, other) => (other.codes < one.codes ? other : one)).showing;
}

async function loads({ quick }: Extent): Promise<Load[]> {
  const incompressible = (quick ? [1, 20] : [1, 4, 20, 100, 256]).map((kibibytes) => ({
    name: `${kibibytes} KiB`,
    // Leaves room for the byte of an empty file name.
    bytes: chanceFrom(kibibytes).bytes(Math.min(kibibytes * 1024, 256 * 1024 - 1)),
    compressible: false,
  }));
  const licenses = Array.from({ length: licensesInBundle }, (_, at) =>
    sampleLicense({ holder: `Bench ${at}`, licenseId: Buffer.from(noise(`license ${at}`, 16)).toString('base64url') }),
  );
  const bundle = joinBundle(await Promise.all(licenses));
  const name = `XML bundle, ${Math.round(bundle.length / 1024)} KiB`;
  return [...incompressible, { name, bytes: bundle, compressible: true }];
}
