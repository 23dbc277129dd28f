import { describe, expect, it } from 'vitest';
import { writeReturnReceipt } from '../../src/documents/returnReceipt.ts';
import { type SeatContext, verifyReturnReceipt } from '../../src/verify/returnReceipt.ts';
import { refusalOf } from '../refusalOf.ts';
import { golden, licenseFields, product, returnFields } from '../vectorMaker/golden.ts';
import { idOf, installation, otherInstallation } from '../vectorMaker/keys.ts';

const seat: SeatContext = {
  product,
  license: { licenseId: licenseFields.licenseId, installationKey: licenseFields.installationKey },
  lastCounter: 4,
};

describe('a return receipt', () => {
  it('frees its seat', () => {
    expect(verifyReturnReceipt(golden.return, seat, [])).toEqual({ outcome: 'returned', receipt: returnFields });
  });

  it('frees it once: sending it again changes nothing', () => {
    const after = { ...seat, lastCounter: 5 };
    expect(verifyReturnReceipt(golden.return, after, [returnFields.nonce])).toEqual({ outcome: 'already-returned' });
  });

  it('is outdated when the machine was restored to before an earlier return', async () => {
    const file = await writeReturnReceipt({ ...returnFields, nonce: idOf('fresh'), counter: 5 }, installation);
    expect(refusalOf(() => verifyReturnReceipt(file, { ...seat, lastCounter: 5 }, [returnFields.nonce]))).toBe(
      'return-outdated',
    );
  });

  it('frees no other seat', async () => {
    const fields = { ...returnFields, installationKey: otherInstallation.publicKey };
    const file = await writeReturnReceipt(fields, otherInstallation);
    expect(refusalOf(() => verifyReturnReceipt(file, seat, []))).toBe('installation-other');
    const other = { ...seat, license: { ...seat.license, licenseId: idOf('another') } };
    expect(refusalOf(() => verifyReturnReceipt(golden.return, other, []))).toBe('return-other');
    expect(refusalOf(() => verifyReturnReceipt(golden.return, { ...seat, product: 'x' }, []))).toBe('product-other');
  });
});
