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
const peerNames = ['bbqr', '@ngraveio/bc-ur', 'luby-transform'];

/** Of a part of bc-ur, decoding takes so long that a transfer of many blocks takes minutes. */
const mostBlocksOfBcUr = { quick: 150, complete: 1000 };
const pilots = 3;

interface Load {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly compressible: boolean;
}

/** Prints useful bytes a second at the same version, pace and loss, joined at a random moment of the sequence. */
export async function measureThroughput(extent: Extent): Promise<void> {
  sayTitle(`Useful bytes a second at ${pace} codes a second, and as ratio to others`);
  const lost: string[] = [];
  const rows: string[][] = [];
  for (const version of versions) {
    for (const load of await loads(extent)) {
      for (const loss of losses) {
        sayWorking(`throughput: version ${version}, ${load.name}, loss ${percent(loss)}`);
        const [ours = Number.NaN, ...peers] = speeds(load, version, loss, extent);
        const ratios = peers.map((peer) => (peer === null ? '-' : ratio(ours === null ? Number.NaN : ours / peer)));
        rows.push([
          String(version),
          load.name,
          percent(loss),
          ours === null ? '-' : String(Math.round(ours)),
          ...ratios,
        ]);
        peers.forEach((peer, at) => {
          if (peer !== null && ours !== null && ours / peer < 0.995) {
            lost.push(
              `${peerNames[at]} at version ${version}, ${load.name}, loss ${percent(loss)} (${ratio(ours / peer)})`,
            );
          }
        });
      }
    }
  }
  sayWorking('');
  sayTable([['version', 'what', 'loss', 'keyferry B/s', ...peerNames.map((name) => `ours / ${name}`)], ...rows]);
  say();
  say(
    lost.length === 0
      ? 'No peer is faster in any row.'
      : `Faster than keyferry:\n${lost.map((line) => `- ${line}`).join('\n')}`,
  );
  say();
  say(
    'Where BBQr is faster: its parts fill the code to the last character, while our symbols have one size for all densities, so that the density may change in the middle, and each of our codes begins with the page’s address, so that any camera app opens the page, and carries a checksum. From the first lost code on this is outweighed: BBQr waits for the missing part to come round.',
  );
}

/** @returns useful bytes a second: ours, then the peers'; null where it was not measured */
function speeds({ bytes, compressible }: Load, version: number, loss: number, extent: Extent): (number | null)[] {
  const path: Path = { loss, joined: 'middle' };
  const seed = version * 1000 + Math.round(100 * loss);
  const chance = chanceFrom(seed + 1);
  const speed = (showing: Showing, most: number) => {
    // The same losses for all.
    const lost = chanceFrom(seed);
    const trials = Math.ceil(extent.part * Math.min(most, Math.max(3, 6000 / showing.blockCount)));
    const codes = mean(Array.from({ length: trials }, () => codesUntilComplete(showing, bytes, path, lost)));
    return (bytes.length * pace) / codes;
  };
  const resource = bcUr(bytes, version);
  const slow = resource.blockCount > mostBlocksOfBcUr[extent.quick ? 'quick' : 'complete'];
  return [
    speed(keyferry(bytes, 'file', version), 2000),
    speed(bbqr(bytes, version, compressible), 2000),
    slow ? null : speed(resource, Math.max(1, 200 / resource.blockCount)),
    speed(best(lubyTransform(bytes, version, compressible, chance), bytes, path, chance), 200),
  ];
}

function best(choices: readonly Showing[], bytes: Uint8Array, path: Path, chance: Chance): Showing {
  const tried = choices.map((showing) => ({
    showing,
    codes: mean(Array.from({ length: pilots }, () => codesUntilComplete(showing, bytes, path, chance))),
  }));
  return tried.reduce((one, other) => (other.codes < one.codes ? other : one)).showing;
}

async function loads({ quick }: Extent): Promise<Load[]> {
  const incompressible = (quick ? [1, 20] : [1, 4, 20, 100, 256]).map((kibibytes) => ({
    name: `${kibibytes} KiB`,
    // The largest must leave room for the byte that a file's name takes.
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
