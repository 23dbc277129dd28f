import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { describe, expect, test } from 'vitest';
import { Transfers } from '../../cli/qr/decoding/transfers.ts';
import { codesIn } from '../../cli/qr/pictures/codeReader.ts';
import { emptyFolder, noisyBytes, runIn, type Typing, tool } from '../cli/tool.ts';

/** `script`, of util-linux, gives a program a terminal. */
const hasTerminal = process.platform === 'linux' && spawnSync('script', ['--version']).status === 0;

const otherScreen = '\u001b[?1049h';
const ownScreen = '\u001b[?1049l';
const eraseBelow = '\u001b[0J';

/** @returns the complete terminal output and the exit code */
async function inTerminal(size: string, bytes: Uint8Array, options: string, input: string | Typing = '') {
  const folder = emptyFolder();
  writeFileSync(join(folder, 'a.bin'), bytes);
  const [columns, rows] = size.split('x');
  const command = `stty cols ${columns} rows ${rows}; exec "${process.execPath}" "${tool}" qr encode a.bin ${options}`;
  const run = await runIn(folder, 'script', ['-qec', command, '/dev/null'], input);
  return { exitCode: run.exitCode, shown: run.stdout.toString('utf8') };
}

/** Reads the codes from a terminal's output, like a camera. */
async function codesOff(shown: string): Promise<readonly string[]> {
  const pictures = shown.split(eraseBelow).flatMap((screen) => pictureOf(screen) ?? []);
  return (await Promise.all(pictures.map(codesIn))).flatMap((texts) => texts ?? []);
}

function pictureOf(screen: string): Buffer | null {
  const lines = [...screen.matchAll(/48;5;231m([ █▀▄]+)/g)].map(([, line = '']) => line);
  const [first] = lines;
  if (first === undefined) return null;
  const picture = new PNG({ width: first.length, height: lines.length * 2 });
  for (const [at, line] of lines.entries()) {
    for (const [column, block] of [...line].entries()) {
      paint(picture, column, at * 2, '█▀'.includes(block));
      paint(picture, column, at * 2 + 1, '█▄'.includes(block));
    }
  }
  return PNG.sync.write(picture);
}

function paint(picture: PNG, x: number, y: number, dark: boolean): void {
  const at = (y * picture.width + x) * 4;
  picture.data.fill(dark ? 0 : 255, at, at + 3);
  picture.data[at + 3] = 255;
}

function restoredFrom(texts: readonly string[]): Uint8Array | undefined {
  const transfers = new Transfers();
  for (const text of texts) transfers.add(text);
  return transfers.all[0]?.parcel?.bytes;
}

describe.skipIf(!hasTerminal)('in a terminal', () => {
  test('one code is printed and remains', async () => {
    const { exitCode, shown } = await inTerminal('80x40', Buffer.from('hello'), '');
    expect(exitCode).toBe(0);
    expect(shown).not.toContain(otherScreen);
    expect(restoredFrom(await codesOff(shown))).toEqual(new Uint8Array(Buffer.from('hello')));
  });

  test('several codes advance by key press, as dense as fits, and the terminal is restored', async () => {
    const bytes = noisyBytes(1300);
    const { exitCode, shown } = await inTerminal('90x45', bytes, '--pages', { after: 'Code 1', keys: '\r\r\rbbbq' });
    expect(exitCode).toBe(0);
    expect(shown.endsWith(ownScreen)).toBe(true);
    expect(shown).toContain('Code 3 of 3.');
    const texts = await codesOff(shown);
    expect(new Set(texts).size).toBe(3);
    expect(texts.at(-1)).toBe(texts[0]);
    expect(restoredFrom(texts)).toEqual(bytes);
  });

  test('several codes play until Ctrl-C, which restores the terminal', async () => {
    const bytes = noisyBytes(1300);
    const { exitCode, shown } = await inTerminal('90x45', bytes, '--pace 20', { after: 'Code 9,', keys: '\u0003' });
    expect(exitCode).toBe(0);
    expect(shown.endsWith(ownScreen)).toBe(true);
    const texts = await codesOff(shown);
    expect(restoredFrom(texts)).toEqual(bytes);
    // Codes after the first round are combined ones: a receiver that missed the first three needs only the next ones.
    expect(restoredFrom(texts.slice(3))).toEqual(bytes);
  });

  test('that is too small, the command reports the required size and alternatives', async () => {
    const { exitCode, shown } = await inTerminal('80x24', noisyBytes(1300), '');
    expect(exitCode).toBe(1);
    expect(shown).toMatch(/^terminal-too-small: .*80 x 24.*65 x 34.*-o FILE\.png/);
  });
});
