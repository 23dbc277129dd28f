import { drawQrCode } from './halfBlocks.ts';
import type { DemoSerial } from './serials.ts';

/** What there is to say once the demonstration runs. */
export interface BannerFacts {
  readonly product: string;
  readonly vendor: string;
  readonly machineAddress: string;
  /** Null when this computer is in no network that a phone could be in. */
  readonly phoneAddress: string | null;
  /** Path of the packed one-file page. */
  readonly page: string;
  readonly serials: readonly (DemoSerial & { readonly left: number })[];
  readonly serialsFile: string;
  /** Where the token for the support desk is kept; not itself, because terminals are looked at and logged. */
  readonly tokenFile: string;
  readonly dataFolder: string;
  readonly firstRun: boolean;
  /** The passphrase file, where the demonstration made its own. */
  readonly passphraseFile: string | null;
  /** The port asked for, when it was in use and another was taken. */
  readonly busyPort: number | null;
}

/**
 * @param colored whether the terminal takes colors
 * @returns the text to print, with a line end
 */
export function writeBanner(facts: BannerFacts, colored: boolean): string {
  const bold = (text: string) => (colored ? `\u001b[1m${text}\u001b[0m` : text);
  const faint = (text: string) => (colored ? `\u001b[2m${text}\u001b[0m` : text);
  const sections = [
    [bold(`${facts.product}: activation service of ${facts.vendor} (demonstration)`)],
    notices(facts),
    [`On the machine   ${bold(facts.machineAddress)}`, ...phoneLines(facts, colored, bold, faint)],
    [
      `One-file page    ${facts.page}`,
      faint('                 Take it to a machine without any network; also at /keyferry.html.'),
    ],
    [
      `Support desk     ${bold(`${facts.machineAddress}admin`)}`,
      faint(`                 Sign in with the token in ${facts.tokenFile}.`),
    ],
    serialLines(facts, bold, faint),
    ['To stop, press Ctrl-C.'],
  ];
  const text = sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map((line) => `  ${line}`.trimEnd()).join('\n'))
    .join('\n\n');
  return `\n${text}\n\n`;
}

type Style = (text: string) => string;

function notices({ busyPort, firstRun, dataFolder, passphraseFile }: BannerFacts): string[] {
  const lines: string[] = [];
  if (busyPort !== null) lines.push(`Port ${busyPort} is in use by another program, so the next free one was taken.`);
  if (firstRun) lines.push(`First start: keys, keyset and serial numbers were made in ${dataFolder}.`);
  if (firstRun && passphraseFile !== null) {
    lines.push(`Its keystores open with ${passphraseFile}, which lies beside them: good for a demonstration only.`);
  }
  return lines;
}

function phoneLines({ phoneAddress }: BannerFacts, colored: boolean, bold: Style, faint: Style): string[] {
  if (phoneAddress === null) {
    return ['On the phone     This computer is in no network; KEYFERRY_PUBLIC_URL names an address by hand.'];
  }
  const hint = phoneAddress.startsWith('https:')
    ? []
    : [
        faint('                 Over http a phone lends its camera to no page: take a picture of the code there,'),
        faint('                 or see docs/operations.md for https.'),
      ];
  return [`On the phone     ${bold(phoneAddress)}`, ...hint, '', ...drawQrCode(phoneAddress, colored)];
}

function serialLines({ serials, serialsFile }: BannerFacts, bold: Style, faint: Style): string[] {
  const rows = serials.map(({ licenseType, serialNumber, seats, left }) => {
    const name = licenseType.slice(0, 1).toUpperCase() + licenseType.slice(1);
    return `${name.padEnd(9)}${bold(serialNumber)}   ${String(left).padStart(2)} of ${seats} ${seats === 1 ? 'seat' : 'seats'} left`;
  });
  return [
    'Serial numbers (Personal needs none)',
    ...rows.map((row) => `  ${row}`),
    faint(`Kept in clear text in ${serialsFile} for this demonstration; the store holds only digests of them.`),
  ];
}
