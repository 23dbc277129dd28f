import { createPrivateKey, type KeyObject } from 'node:crypto';
import { linkSync, rmSync } from 'node:fs';
import { remedyFor } from '../files/remedy.ts';
import { systemCode } from '../files/systemCode.ts';
import { makePrivateKey, nodeSigner } from '../server/keys/nodeSigner.ts';
import type { Signer } from '../src/crypto/signer.ts';
import { InstallationError } from './installationError.ts';
import { readStored, storeFile, textOf } from './storedFile.ts';

/**
 * @returns the key of this installation; null before the first request
 * @throws InstallationError `installation-key-damaged`, `stored-unreadable`
 */
export function readInstallationKey(path: string): Signer | null {
  const pem = textOf(readStored(path));
  if (pem === null) return null;
  try {
    return nodeSigner(privateKeyIn(pem).export({ type: 'pkcs8', format: 'der' }));
  } catch {
    // The cause is dropped: its message could show part of the key.
    throw new InstallationError('installation-key-damaged', { path });
  }
}

/**
 * Reads the key of this installation, or creates it, readable by its user only. Two programs that create one at the same
 * time both get the first.
 *
 * @throws InstallationError `installation-key-damaged`, `keep-failed`
 */
export function obtainInstallationKey(path: string): Signer {
  const existing = readInstallationKey(path);
  if (existing) return existing;
  const made = `${path}.${process.pid}.new`;
  const key = createPrivateKey({ key: Buffer.from(makePrivateKey()), format: 'der', type: 'pkcs8' });
  storeFile(made, String(key.export({ type: 'pkcs8', format: 'pem' })));
  try {
    // Unlike renaming, linking replaces nothing.
    linkSync(made, path);
  } catch (error) {
    const reason = systemCode(error);
    if (reason === null) throw error;
    if (reason !== 'EEXIST') storeFile(path, textOf(readStored(made)) ?? '');
  } finally {
    rmSync(made, { force: true });
  }
  const stored = readInstallationKey(path);
  if (stored) return stored;
  throw new InstallationError('keep-failed', { path, reason: 'ENOENT', remedy: remedyFor(path, 'EIO') });
}

function privateKeyIn(pem: string): KeyObject {
  return createPrivateKey({ key: pem, format: 'pem' });
}
