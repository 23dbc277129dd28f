import { drawQrCode } from './halfBlocks.ts';
import type { DemoSerial } from './serials.ts';

/** Contents of the banner. */
export interface BannerFacts {
  readonly product: string;
  readonly vendor: string;
  readonly machineAddress: string;
  /** Null when a phone cannot reach this computer. */
  readonly phoneAddress: string | null;
  /** Path of the packed one-file page. */
  readonly page: string;
  readonly serials: readonly (DemoSerial & { readonly left: number })[];
  readonly serialsFile: string;
  /** Path of the file with the admin token. The token itself is not printed, because terminals are visible and logged. */
  readonly tokenFile: string;
  readonly dataFolder: string;
  readonly firstRun: boolean;
  /** Path of the passphrase file; null when the environment sets a passphrase. */
  readonly passphraseFile: string | null;
  /** The configured port, if it was in use and another one was opened. */
  readonly busyPort: number | null;
}

/**
 * Writes the text that the demonstration prints at its start.
 *
 * @param colored whether the terminal supports colors
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
      faint('                 Copy it to a machine without a network; also at /keyferry.html.'),
    ],
    [
      `Admin page       ${bold(`${facts.machineAddress}admin`)}`,
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
  if (busyPort !== null) lines.push(`Port ${busyPort} is in use by another program. Using the next free port.`);
  if (firstRun) lines.push(`First start: created keys, keyset and serial numbers in ${dataFolder}.`);
  if (firstRun && passphraseFile !== null) {
    lines.push(
      `The keystores open with ${passphraseFile} in the same folder, which is acceptable for a demonstration only.`,
    );
  }
  return lines;
}

function phoneLines({ phoneAddress }: BannerFacts, colored: boolean, bold: Style, faint: Style): string[] {
  if (phoneAddress === null) {
    return [
      'On the phone     This computer has no network address. Set KEYFERRY_PUBLIC_URL to an address that phones can reach.',
    ];
  }
  const hint = phoneAddress.startsWith('https:')
    ? []
    : [
        faint('                 Phones do not allow pages over http to use the camera: take a picture of the code,'),
        faint('                 or set up https as docs/operations.md describes.'),
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
    faint(`Stored in clear text in ${serialsFile} for this demonstration; the store contains digests only.`),
  ];
}
