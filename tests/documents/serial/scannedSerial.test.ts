import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { layouts } from '../../../src/documents/keyboard/layouts.ts';
import { retypedSerial } from '../../../src/documents/serial/scannedSerial.ts';
import { mintSerialNumber } from '../../../src/documents/serialNumber.ts';
import { propertyRuns } from '../../propertyRuns.ts';
import { typedOn } from '../keyboard/typedOn.ts';

const [us, ...others] = layouts;
const serials = fc.uint8Array({ minLength: 12, maxLength: 12 }).map(mintSerialNumber);

test('a serial number that a scanner types on another keyboard is certain, also where any text is taken', () => {
  fc.assert(
    fc.property(fc.constantFrom(...others), serials, (computer, serial) => {
      const typed = typedOn({ scanner: us, computer }, serial) ?? '';
      for (const accepted of ['keyferry', 'any'] as const) {
        expect(retypedSerial(`${typed}\n`, accepted)).toEqual({ canonical: serial, isCertain: true });
      }
    }),
    { numRuns: propertyRuns(200) },
  );
});

describe('a serial number', () => {
  it('that is right as it stands is not touched', () => {
    fc.assert(
      fc.property(serials, (serial) => {
        expect(retypedSerial(serial.toLowerCase(), 'keyferry')).toBeNull();
      }),
    );
  });

  it('of letters and digits alone is only offered', () => {
    const serial = '000G4-0R40M-30E20-9189V';
    const swapped = mintSerialNumber(Uint8Array.from([255, 0, 254, 61, 239, 190, 3, 4, 5, 6, 7, 8]));
    expect(swapped).toMatch(/[YZ]/);
    const typed = typedOn({ scanner: us, computer: others[0] ?? us }, swapped.replaceAll('-', '')) ?? '';
    expect(typed).toMatch(/^[0-9A-Z]{20}$/);
    expect(retypedSerial(typed, 'keyferry')).toEqual({ canonical: swapped, isCertain: false });
    expect(retypedSerial(serial.replace('G', 'H'), 'keyferry')).toBeNull();
  });

  it('without its hyphens is only offered where any text is taken', () => {
    const french = typedOn({ scanner: us, computer: others[1] ?? us }, '000G40R40M30E209189V') ?? '';
    expect(french).toBe("àààG'àR'à?\"àEéàç&_çV");
    expect(retypedSerial(french, 'keyferry')).toEqual({ canonical: '000G4-0R40M-30E20-9189V', isCertain: true });
    expect(retypedSerial(french, 'any')).toMatchObject({ isCertain: false });
  });

  it('of another system is never certain to be one of Keyferry', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9A-Za-z_.-]{1,40}$/), (text) => {
        expect(retypedSerial(text, 'any')?.isCertain ?? false).toBe(false);
      }),
      { numRuns: propertyRuns(1000) },
    );
  });
});
