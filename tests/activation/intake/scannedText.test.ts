import { describe, expect, it } from 'vitest';
import { scannedText } from '../../../src/activation/intake/scannedText.ts';
import { layouts } from '../../../src/documents/keyboard/layouts.ts';
import { frameTextFor } from '../../../src/transfer/frame.ts';
import { typedOn } from '../../documents/keyboard/typedOn.ts';
import { sampleLicense } from '../../transfer/sampleDocuments.ts';

const [us, german, french] = layouts;
const frame = frameTextFor(Uint8Array.from({ length: 200 }, (_, at) => (at * 89) % 251));
const typed = (computer: typeof us, text: string, capsLock: string | null = null, swallows = false) =>
  typedOn({ scanner: us, computer, capsLock, swallows }, text) ?? '';

describe('a text that a scanner typed', () => {
  it('is one of ours again, link, code or document', async () => {
    const license = new TextDecoder().decode(await sampleLicense({ holder: 'Mbali Okonkwo' }));
    for (const computer of [german, french]) {
      expect(scannedText(typed(computer, `http://10.0.0.7/#${frame}`))).toBe(frame);
      expect(scannedText(typed(computer, frame, ''))).toBe(frame);
      expect(scannedText(typed(computer, license))).toBe(license);
    }
    expect(scannedText(typed(us, frame, ''))).toBe(frame);
  });

  it('and of which characters got lost is refused, with what to set', () => {
    const refused = (details: object) => expect.objectContaining({ code: 'scanner-keyboard-layout', details });
    expect(frame).toContain('+');
    const swallowed = typed(german, frame, null, true);
    expect(() => scannedText(swallowed)).toThrow(refused({ scanner: 'us', layouts: ['de'] }));
    expect(() => scannedText(typed(us, frame, '').slice(0, -3))).toThrow(refused({ capsLock: 'on' }));
  });

  it.each([
    'https://www.example.com/product?id=12#top',
    '4012345678901',
    '(01)04012345678901(10)LOT7',
    frame,
    `${frame.slice(0, -1)}0`,
    'Hello',
    '',
  ])('%s stays as it is', (text) => {
    expect(scannedText(text)).toBe(text);
  });
});
