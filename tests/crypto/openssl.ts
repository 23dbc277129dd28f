import { execFileSync } from 'node:child_process';
import { createPublicKey, type KeyObject } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');

/** Converts a raw Ed25519 public key to Node's type. */
export function opensslPublicKey(publicKey: Uint8Array): KeyObject {
  return createPublicKey({ key: Buffer.concat([SPKI_PREFIX, publicKey]), format: 'der', type: 'spki' });
}

/** Verifies a signature with the openssl command. */
export function opensslVerifies(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  return inFolder((folder) => {
    writeFileSync(join(folder, 'key.der'), Buffer.concat([SPKI_PREFIX, publicKey]));
    writeFileSync(join(folder, 'message'), message);
    writeFileSync(join(folder, 'signature'), signature);
    const key = ['-pubin', '-inkey', 'key.der', '-keyform', 'DER'];
    try {
      openssl(folder, ['-verify', ...key, '-rawin', '-in', 'message', '-sigfile', 'signature']);
      return true;
    } catch (error) {
      if ((error as { status?: unknown }).status === 1) return false;
      throw error;
    }
  });
}

/** Signs with the openssl command. */
export function opensslSigns(seed: Uint8Array, message: Uint8Array): Uint8Array {
  return inFolder((folder) => {
    writeFileSync(join(folder, 'key.der'), Buffer.concat([PKCS8_PREFIX, seed]));
    writeFileSync(join(folder, 'message'), message);
    openssl(folder, ['-sign', '-inkey', 'key.der', '-keyform', 'DER', '-rawin', '-in', 'message', '-out', 'signature']);
    return new Uint8Array(readFileSync(join(folder, 'signature')));
  });
}

function openssl(folder: string, args: readonly string[]): void {
  execFileSync('openssl', ['pkeyutl', ...args], { cwd: folder, stdio: 'pipe' });
}

function inFolder<Result>(work: (folder: string) => Result): Result {
  const folder = mkdtempSync(join(tmpdir(), 'keyferry-openssl-'));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
