import { type KeyboardLayout, layouts } from '../../src/documents/keyboard/layouts.ts';
import { retype, type ScannedKind } from '../../src/documents/keyboard/retype.ts';
import { retypedSerial } from '../../src/documents/serial/scannedSerial.ts';
import { checkSerialNumber, mintSerialNumber } from '../../src/documents/serialNumber.ts';
import { frameTextFor } from '../../src/transfer/frame.ts';
import { intactFrameIn, scannedFrame } from '../../src/transfer/keyboard/scannedFrame.ts';
import { linkFor } from '../../src/transfer/link.ts';
import { scannedCode } from '../../src/typed/scannedCode.ts';
import { typedOn } from '../../tests/documents/keyboard/typedOn.ts';
import type { Draw } from '../../tests/typed/typist.ts';
import { bytes, type RandomCode } from './randomCodes.ts';

/** A computer on which a scanner types. */
export interface ScannerDesk {
  readonly computer: KeyboardLayout;
  readonly capsLock: string | null;
  readonly swallows: boolean;
}

/** What became of what the scanner typed. Counts of texts. */
export interface ScannerTally {
  texts: number;
  /** It is right as it arrived, or translated. */
  read: number;
  /** Refused, with the keyboard named. */
  named: number;
  /** Refused as any other text. */
  unnamed: number;
  wrong: number;
}

export const emptyScannerTally = (): ScannerTally => ({ texts: 0, read: 0, named: 0, unnamed: 0, wrong: 0 });

const languages = ['de', 'fr', 'de-CH', 'fr-CH'];
const [us] = layouts;

/** Every way of Caps Lock; where accents are keys, also systems that swallow what follows one. */
export const desks: readonly ScannerDesk[] = languages.flatMap((language) => {
  const computer = layouts.find((layout) => layout.language === language) ?? us;
  const accents = computer.dead.includes('`') ? [false, true] : [false];
  return [null, ...computer.capsLock].flatMap((capsLock) =>
    accents.map((swallows) => ({ computer, capsLock, swallows })),
  );
});

/** A kind of text that a scanner set to US English types. */
export interface ScannedText {
  readonly meant: string;
  /** What was meant, of what arrived; `named`, or null, where that is not certain. */
  readonly read: (arrived: string) => string | null;
}

export const scannedTexts: Readonly<Record<string, (code: RandomCode, draw: Draw) => ScannedText>> = {
  'confirmation codes': ({ groups }) => ({ meant: groups.join(' '), read: readOf(scannedCode) }),
  'serial numbers': (_code, draw) => ({
    meant: mintSerialNumber(bytes(draw, 12)),
    read: serialIn,
  }),
  'links of codes': (_code, draw) => ({
    meant: linkFor('https://licenses.example:8443/wizard/', frameTextFor(bytes(draw, 1 + draw(700)))),
    read: readOf(scannedFrame),
  }),
};

/** Types a text and reads what arrives. */
export function scannerTrial(desk: ScannerDesk, { meant, read }: ScannedText): Exclude<keyof ScannerTally, 'texts'> {
  const arrived = typedOn({ scanner: us, ...desk }, meant) ?? '';
  const found = read(arrived);
  if (found === null) return 'unnamed';
  if (found === 'named') return 'named';
  return found === (intactFrameIn(meant) ?? meant) ? 'read' : 'wrong';
}

function readOf(kind: ScannedKind) {
  return (arrived: string): string | null => {
    const plain = kind === scannedFrame ? intactFrameIn(arrived) : kind.read(arrived);
    if (plain !== null) return plain;
    const retyped = retype(arrived, kind);
    if (retyped === null) return null;
    return retyped.status === 'read' ? retyped.text : 'named';
  };
}

/** As the wizard's field: what is not certain is only offered. */
function serialIn(arrived: string): string | null {
  const checked = checkSerialNumber(arrived);
  if (checked.status === 'valid') return checked.canonical;
  const retyped = retypedSerial(arrived, 'keyferry');
  return retyped?.isCertain ? retyped.canonical : null;
}
