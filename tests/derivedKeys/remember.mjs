import crypto from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';

/**
 * Loaded before anything else in every process of a test run. scrypt takes half a second on purpose and gives the same key
 * for the same passphrase and salt, so each key is derived once and stored in the folder that this module's URL names. A
 * test that makes a keystore draws a new salt and pays for it.
 */
const folder = new URL(import.meta.url).searchParams.get('folder') ?? '';
const derive = crypto.scrypt;

/**
 * @param {string} passphrase
 * @param {Uint8Array} salt
 * @param {number} length bytes
 * @param {import('node:crypto').ScryptOptions} options
 * @param {(error: Error | null, key: Buffer) => void} done
 */
function deriveOnce(passphrase, salt, length, options, done) {
  const input = JSON.stringify([passphrase, Buffer.from(salt).toString('base64'), length, options]);
  const file = join(folder, crypto.createHash('sha256').update(input).digest('base64url'));
  if (existsSync(file)) {
    const key = readFileSync(file);
    process.nextTick(() => done(null, key));
    return;
  }
  derive(passphrase, salt, length, options, (error, key) => {
    if (error === null) keep(file, key);
    done(error, key);
  });
}

/**
 * Writes the whole file or none: other processes read at the same time.
 *
 * @param {string} file
 * @param {Buffer} key
 */
function keep(file, key) {
  const temporary = `${file}.${process.pid}`;
  try {
    writeFileSync(temporary, key);
    renameSync(temporary, file);
  } catch {
    // The run has ended and deleted the folder, or this process may not write there.
  }
}

crypto.scrypt = /** @type {typeof crypto.scrypt} */ (deriveOnce);
syncBuiltinESMExports();
