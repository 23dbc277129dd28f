import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import * as v from 'valibot';
import { ConfigurationError } from './configurationError.ts';
import { type GuardSettings, readGuardSettings } from './http/guard/settings.ts';
import { type LogLevel, logLevels } from './log.ts';
import { isPostgres } from './store/store.ts';

/** What the environment decides about a service. */
export interface Configuration {
  /** Absolute path of the data folder. */
  readonly dataFolder: string;
  /** `postgres://…`, a secret when it holds a password; absent means a SQLite file in the data folder. */
  readonly databaseUrl: string | undefined;
  readonly port: number;
  /** Whether the port was asked for by name, rather than being the default. */
  readonly portChosen: boolean;
  /** Address to listen on; absent means every network of this computer. */
  readonly host: string | undefined;
  /** Address under which others reach the service, without a trailing slash. */
  readonly publicUrl: string | undefined;
  /** Opens the keystore; absent when the environment names none. */
  readonly passphrase: string | undefined;
  readonly logLevel: LogLevel;
  readonly guard: GuardSettings;
}

const DEFAULT_PORT = 8080;

const Port = v.pipe(v.string(), v.regex(/^\d{1,5}$/), v.transform(Number), v.maxValue(65535));
const Host = v.pipe(v.string(), v.regex(/^[0-9A-Za-z.:%_-]{1,255}$/));
const PublicUrl = v.pipe(
  v.string(),
  v.url(),
  v.regex(/^https?:\/\/[^/?#@]+(?:\/[^?#]*)?$/),
  v.transform((url) => url.replace(/\/+$/, '')),
);

/**
 * Reads the configuration.
 *
 * @param environment such as `process.env`; an empty variable counts as absent
 * @throws StartFault naming the variable and what it must look like
 */
export function readConfiguration(environment: Readonly<Record<string, string | undefined>>): Configuration {
  const given = (name: string): string | undefined => environment[name]?.trim() || undefined;
  const port = readVariable('KEYFERRY_PORT', given('KEYFERRY_PORT'), Port, 'a number from 0 to 65535');
  return {
    dataFolder: resolve(given('KEYFERRY_DATA') ?? '.keyferry'),
    databaseUrl: databaseUrlIn(environment),
    port: port ?? DEFAULT_PORT,
    portChosen: port !== undefined,
    host: readVariable('KEYFERRY_HOST', given('KEYFERRY_HOST'), Host, 'an address such as 127.0.0.1 or a host name'),
    publicUrl: readVariable(
      'KEYFERRY_PUBLIC_URL',
      given('KEYFERRY_PUBLIC_URL'),
      PublicUrl,
      'an address such as https://activate.example.com',
    ),
    logLevel:
      readVariable('KEYFERRY_LOG_LEVEL', given('KEYFERRY_LOG_LEVEL'), v.picklist(logLevels), logLevels.join(', ')) ??
      'info',
    guard: readGuardSettings(given),
    passphrase: passphraseIn(environment, 'KEYFERRY_PASSPHRASE'),
  };
}

function readVariable<Value>(
  name: string,
  text: string | undefined,
  schema: v.GenericSchema<string, Value>,
  expected: string,
): Value | undefined {
  if (text === undefined) return undefined;
  const result = v.safeParse(schema, text);
  if (!result.success) throw new ConfigurationError(`${name} is "${text}"; it must be ${expected}.`);
  return result.output;
}

/**
 * @param environment such as `process.env`
 * @returns undefined when the store is the file in the data folder
 * @throws StartFault when DATABASE_URL names no PostgreSQL database
 */
export function databaseUrlIn(environment: Readonly<Record<string, string | undefined>>): string | undefined {
  const url = environment.DATABASE_URL?.trim() || undefined;
  if (url === undefined || isPostgres(url)) return url;
  // Not shown: it may hold a password.
  throw new ConfigurationError(
    'DATABASE_URL must begin with postgres://. Leave it out to keep the store in the data folder.',
  );
}

/**
 * @param name of the variable; with `_FILE` behind it, another one that names a file
 * @returns undefined when neither is set
 * @throws StartFault when both are, or the file cannot be read or is empty
 */
export function passphraseIn(
  environment: Readonly<Record<string, string | undefined>>,
  name: 'KEYFERRY_PASSPHRASE' | 'KEYFERRY_ROOT_PASSPHRASE' | 'KEYFERRY_NEW_PASSPHRASE',
): string | undefined {
  const passphrase = environment[name] || undefined;
  const file = environment[`${name}_FILE`]?.trim() || undefined;
  if (passphrase !== undefined && file !== undefined) {
    throw new ConfigurationError(`${name} and ${name}_FILE are both set; keep one of them.`);
  }
  return file === undefined ? passphrase : readPassphraseFile(file);
}

/**
 * @param file holds the passphrase on its first line
 * @throws StartFault when it cannot be read or is empty
 */
export function readPassphraseFile(file: string): string {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new ConfigurationError(`The passphrase file ${file} cannot be read.`);
  }
  const passphrase = text.split(/\r?\n/, 1)[0] ?? '';
  if (passphrase === '') throw new ConfigurationError(`The passphrase file ${file} is empty.`);
  return passphrase;
}
