import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { dictionary1 } from '../../src/transfer/dictionary.ts';
import { bytesToDigits, digitCountOf } from '../../src/transfer/digits.ts';
import { frameTextFor } from '../../src/transfer/frame.ts';
import { linkFor } from '../../src/transfer/link.ts';

const page = readFileSync(new URL('../../docs/format.md', import.meta.url), 'utf8');

function blockAfter(text: string): string {
  const [, block = ''] = page.slice(page.indexOf(text)).match(/```[a-z]*\n([\s\S]*?)```/) ?? [];
  return block;
}

describe('the transfer section of docs/format.md', () => {
  test('contains the dictionary', () => {
    const strings: string[] = JSON.parse(blockAfter('#### Dictionary 1'));
    expect(new TextEncoder().encode(strings.join(''))).toEqual(dictionary1);
  });

  test('has a correct example', () => {
    const example = blockAfter('Worked example, container `10 20 30`');
    const text = frameTextFor(Uint8Array.of(0x10, 0x20, 0x30));
    expect(example).toContain(`text   ${text}\n`);
    expect(example).toContain(`link   ${linkFor('http://a/', text)}\n`);
  });

  test('has correct digits of bytes', () => {
    const counts = Array.from({ length: 16 }, (_, at) => String(digitCountOf(at + 1)));
    expect(page).toContain(`are one of ${counts.slice(0, -1).join(', ')} or ${counts.at(-1)}.`);
    expect(page).toContain(`\`00 01\` are \`${bytesToDigits(Uint8Array.of(0, 1))}\``);
    expect(page).toContain(`17 bytes \`ff\` are \`${bytesToDigits(new Uint8Array(17).fill(255))}\``);
  });
});
