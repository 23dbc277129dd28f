import crypto from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';

/**
 * Loaded first in every process of a test run. scrypt takes half a second by design, but derives the same
 * key for the same passphrase and salt: each key is derived once and kept in the folder that this module's address names.
 *
 * A passphrase that contains the word "worthless" is derived with a thousandth of the work. Tests about the derivation
 * itself use other passphrases.
 */
const folder = new URL(import.meta.url).searchParams.get('folder') ?? '';
const derive = crypto.scrypt;
const cheapCost = 128;

/**
 * @param {string} passphrase
 * @param {Uint8Array} salt
 * @param {number} length bytes
 * @param {import('node:crypto').ScryptOptions} options
 * @param {(error: Error | null, key: Buffer) => void} done
 */
function remembering(passphrase, salt, length, options, done) {
  const question = JSON.stringify([passphrase, Buffer.from(salt).toString('base64'), length, options]);
  const file = join(folder, crypto.createHash('sha256').update(question).digest('base64url'));
  if (existsSync(file)) {
    const key = readFileSync(file);
    process.nextTick(() => done(null, key));
    return;
  }
  const cost = passphrase.includes('worthless') ? { ...options, N: cheapCost } : options;
  derive(passphrase, salt, length, cost, (error, key) => {
    if (error === null) keep(file, key);
    done(error, key);
  });
}

/**
 * Writes atomically: other processes may read at the same time.
 *
 * @param {string} file
 * @param {Buffer} key
 */
function keep(file, key) {
  const draft = `${file}.${process.pid}`;
  try {
    writeFileSync(draft, key);
    renameSync(draft, file);
  } catch {
    // The folder was deleted at the end of the run, or is not writable for this process.
  }
}

crypto.scrypt = /** @type {typeof crypto.scrypt} */ (remembering);
syncBuiltinESMExports();
