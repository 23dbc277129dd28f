import { createPrivateKey, type KeyObject } from 'node:crypto';
import { linkSync, rmSync } from 'node:fs';
import { systemCode } from '../../../hardware/systemCode.ts';
import { makePrivateKey, nodeSigner } from '../../../server/keys/nodeSigner.ts';
import type { Signer } from '../../../src/crypto/signer.ts';
import { CommandError } from '../../errors.ts';
import { shown } from '../../files.ts';
import { readStoredText, storeFile } from './storedFile.ts';

/**
 * @returns the key of this installation; null when none was made yet
 * @throws Trouble `installation-key-damaged`
 */
export function readInstallationKey(path: string): Signer | null {
  const pem = readStoredText(path);
  if (pem === null) return null;
  try {
    return nodeSigner(privateKeyIn(pem).export({ type: 'pkcs8', format: 'der' }));
  } catch {
    // What is wrong with it could show some of it.
    throw new CommandError('installation-key-damaged', { path: shown(path) });
  }
}

/**
 * The key of this installation, made where there is none, legible to its user only. Of two programs that make one at the
 * same time, both get the one that was first.
 *
 * @throws Trouble `installation-key-damaged`, `keep-failed`
 */
export function obtainInstallationKey(path: string): Signer {
  const there = readInstallationKey(path);
  if (there) return there;
  const made = `${path}.${process.pid}.new`;
  const key = createPrivateKey({ key: Buffer.from(makePrivateKey()), format: 'der', type: 'pkcs8' });
  storeFile(made, String(key.export({ type: 'pkcs8', format: 'pem' })));
  try {
    // Unlike renaming, this replaces nothing.
    linkSync(made, path);
  } catch (error) {
    const reason = systemCode(error);
    if (reason === null) throw error;
    if (reason !== 'EEXIST') storeFile(path, readStoredText(made) ?? '');
  } finally {
    rmSync(made, { force: true });
  }
  const kept = readInstallationKey(path);
  if (kept) return kept;
  throw new CommandError('keep-failed', { path: shown(path), reason: 'EACCES' });
}

function privateKeyIn(pem: string): KeyObject {
  return createPrivateKey({ key: pem, format: 'pem' });
}
