import { createSender, type densities } from '../../src/transfer/sender.ts';
import { chanceFrom } from '../../tests/optics/chance.ts';
import type { Extent } from '../extent.ts';
import { inVersion as bbqr, bytesInCode } from '../peers/bbqr.ts';
import { containerOverhead, inVersion as keyferry, pageUrl } from '../peers/keyferry.ts';
import { say, sayTable, sayTitle, sayWorking } from '../print.ts';

/** Versions, and how many of our symbols fill one. */
const versions: readonly (readonly [version: number, density: (typeof densities)[number]])[] = [
  [10, 1],
  [15, 2],
  [20, 3],
  [25, 5],
  [30, 7],
  [40, 12],
];
const kibibytes = [1, 2, 4, 8, 16, 32, 64, 128, 256];
/** Leaves room for the byte of an empty file name. */
const largest = 256 * 1024 - 1;

/** Prints the bytes in a code, and the codes for files of many sizes where nothing is lost, beside BBQr's. */
export function measureFilling({ quick }: Extent): void {
  sayTitle('Bytes in a code, and codes where nothing is lost, as ratio of BBQr’s codes to ours');
  const sizes = quick ? kibibytes.slice(0, 5) : kibibytes;
  const contents = sizes.map((size) => chanceFrom(size).bytes(Math.min(size * 1024, largest)));
  const carried = versions.map(([version, density]) => ({
    version,
    ours: bytesInOurs(density),
    theirs: bytesInCode(version),
  }));
  const rows = carried.map(({ version, ours, theirs }) => {
    sayWorking(`filling: version ${version}`);
    const ratios = contents.map((bytes) => {
      const codes = keyferry(bytes, 'file', version).blockCount;
      return (bbqr(bytes, version, false).blockCount / codes).toFixed(2);
    });
    return [String(version), String(ours), String(theirs), (ours / theirs).toFixed(3), ...ratios];
  });
  sayWorking('');
  sayTable([['version', 'keyferry', 'bbqr', 'ours / bbqr', ...sizes.map((size) => `codes, ${size} KiB`)], ...rows]);
  say();
  for (const { version, ours, theirs } of carried.slice(1)) say(`- ${slowerSizes(version, ours, theirs)}`);
}

/** @returns bytes of a code's symbols in a transfer whose last code is full: otherwise all symbols are a little shorter */
function bytesInOurs(density: (typeof densities)[number]): number {
  const symbolsFor = (length: number) => createSender(new Uint8Array(length), pageUrl, density).symbolLength;
  const lengths = Array.from({ length: 100 }, (_, at) => symbolsFor(20 * density * (200 + at)));
  return density * Math.max(...lengths);
}

/** Every size from 1 KiB to 256 KiB that takes several of our codes. */
function slowerSizes(version: number, ours: number, theirs: number): string {
  const slower: number[] = [];
  for (let size = 1024; size <= largest; size++) {
    const codes = Math.ceil((size + containerOverhead) / ours);
    if (codes > Math.max(Math.ceil(size / theirs), 1)) slower.push(size);
  }
  const last = slower.at(-1);
  return last === undefined
    ? `version ${version}: no size from 1 KiB to 256 KiB takes more codes than with BBQr`
    : `version ${version}: ${slower.length} of 261,120 sizes take one code more than with BBQr, the largest of ${last} bytes`;
}
