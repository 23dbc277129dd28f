import crypto from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';

/**
 * Loaded before anything else in every process of a run of tests. scrypt takes half a second on purpose, and gives the
 * same key whenever it is asked for the same passphrase and salt: each is derived once, by whoever asks first, and kept
 * in the folder that stands in this module's address. Whoever makes a file draws a salt of its own, and pays.
 */
const folder = new URL(import.meta.url).searchParams.get('folder') ?? '';
const derive = crypto.scrypt;

/**
 * @param {string} passphrase
 * @param {Uint8Array} salt
 * @param {number} length bytes
 * @param {import('node:crypto').ScryptOptions} options
 * @param {(fault: Error | null, key: Buffer) => void} done
 */
function remembering(passphrase, salt, length, options, done) {
  const question = JSON.stringify([passphrase, Buffer.from(salt).toString('base64'), length, options]);
  const file = join(folder, crypto.createHash('sha256').update(question).digest('base64url'));
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
 * Whole or not at all: others read meanwhile.
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
    // The run is over and the folder gone, or this process may not write there.
  }
}

crypto.scrypt = /** @type {typeof crypto.scrypt} */ (remembering);
syncBuiltinESMExports();
