import { describe, expect, it } from 'vitest';
import { writeKeyset } from '../../src/documents/keyset.ts';
import { writeLicense } from '../../src/documents/license.ts';
import { readRequest, writeRequest } from '../../src/documents/request.ts';
import { readReturnReceipt, writeReturnReceipt } from '../../src/documents/returnReceipt.ts';
import { verifyKeyset } from '../../src/verify/keyset.ts';
import { verifyLicense } from '../../src/verify/license.ts';
import {
  installationSigner,
  keysetFields,
  licenseFields,
  now,
  product,
  requestFields,
  returnFields,
  rootSigner,
  signingSigner,
} from './sample.ts';

describe('every document', () => {
  it('reads back as written: request', async () => {
    expect(readRequest(await writeRequest(requestFields, installationSigner))).toEqual(requestFields);
  });

  it('reads back as written: return receipt', async () => {
    expect(readReturnReceipt(await writeReturnReceipt(returnFields, installationSigner))).toEqual(returnFields);
  });

  it('reads back as written: keyset and license', async () => {
    const keysetFile = await writeKeyset(keysetFields, rootSigner);
    const keyset = verifyKeyset(keysetFile, { rootKeys: [rootSigner.publicKey], product });
    expect(keyset).toEqual(keysetFields);
    const license = verifyLicense(await writeLicense(licenseFields, signingSigner), {
      keyset,
      product,
      installationKey: licenseFields.installationKey,
      bindings: licenseFields.bindings,
      requestIds: [licenseFields.requestId],
      now,
    });
    expect(license).toEqual(licenseFields);
  });
});
