import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import * as v from 'valibot';
import { faultOfServiceUrl, isBlockedPort, ServiceUrl } from '../src/contract/serviceUrl.ts';
import { ConfigurationError } from './configurationError.ts';
import { type GuardSettings, readGuardSettings } from './http/guard/settings.ts';
import { passphraseIn } from './keys/passphrase.ts';
import { type LogLevel, logLevels } from './log.ts';
import { checkDatabaseUrl } from './store/dialect/databaseUrl.ts';
import { isPostgres } from './store/store.ts';

/** Settings of a service from the environment. */
export interface Configuration {
  /** Absolute path of the data folder. */
  readonly dataFolder: string;
  /** `postgres://…`, secret if it contains a password; absent: a SQLite file in the data folder. */
  readonly databaseUrl: string | undefined;
  readonly port: number;
  /** Whether the environment names the port; otherwise it is the default. */
  readonly portChosen: boolean;
  /** Address to listen on; absent: all interfaces. */
  readonly host: string | undefined;
  /** Public base URL of the service, without a trailing slash. */
  readonly publicUrl: string | undefined;
  /** Passphrase of the keystore; absent when not set. */
  readonly passphrase: string | undefined;
  readonly logLevel: LogLevel;
  /** Threads that read documents; 0: the thread that serves does. */
  readonly threads: number;
  readonly guard: GuardSettings;
}

const DEFAULT_PORT = 8080;
/** Each takes up to 160 MB. */
const MOST_THREADS = 64;

const Threads = v.pipe(v.string(), v.regex(/^\d{1,2}$/), v.transform(Number), v.maxValue(MOST_THREADS));
const Port = v.pipe(v.string(), v.regex(/^\d{1,5}$/), v.transform(Number), v.maxValue(65535));
/** IPv6 addresses with or without brackets. */
const Host = v.pipe(
  v.string(),
  v.regex(/^(?:\[[0-9A-Fa-f.:%]{1,255}\]|[0-9A-Za-z.:%_-]{1,255})$/),
  v.transform((host) => host.replace(/^\[|\]$/g, '')),
);

/**
 * Reads the configuration.
 *
 * @param environment such as `process.env`; empty variables count as absent
 * @throws ConfigurationError naming the variable and the expected format
 */
export function readConfiguration(environment: Readonly<Record<string, string | undefined>>): Configuration {
  const given = (name: string): string | undefined => environment[name]?.trim() || undefined;
  const port = readPort(given('KEYFERRY_PORT'));
  return {
    dataFolder: resolve(given('KEYFERRY_DATA') ?? '.keyferry'),
    databaseUrl: databaseUrlIn(environment),
    port: port ?? DEFAULT_PORT,
    portChosen: port !== undefined,
    host: readVariable('KEYFERRY_HOST', given('KEYFERRY_HOST'), Host, 'an address such as 127.0.0.1 or a host name'),
    publicUrl: readPublicUrl(given('KEYFERRY_PUBLIC_URL')),
    logLevel:
      readVariable('KEYFERRY_LOG_LEVEL', given('KEYFERRY_LOG_LEVEL'), v.picklist(logLevels), logLevels.join(', ')) ??
      'info',
    threads:
      readVariable('KEYFERRY_THREADS', given('KEYFERRY_THREADS'), Threads, `a number from 0 to ${MOST_THREADS}`) ??
      defaultThreads(),
    guard: readGuardSettings(given),
    passphrase: passphraseIn(environment, 'KEYFERRY_PASSPHRASE'),
  };
}

/** One core is for the thread that serves. On a single core, too, it must not wait for documents. */
function defaultThreads(): number {
  return Math.min(MOST_THREADS, Math.max(1, availableParallelism() - 1));
}

/** 0 leaves the choice to the operating system. */
function readPort(text: string | undefined): number | undefined {
  const port = readVariable('KEYFERRY_PORT', text, Port, 'a number from 0 to 65535');
  if (port === undefined || port === 0 || !isBlockedPort(port)) return port;
  throw new ConfigurationError(`KEYFERRY_PORT is ${port}, to which browsers refuse to connect. Choose another port.`);
}

function readPublicUrl(text: string | undefined): string | undefined {
  const url = text?.replace(/(?<!\/)\/+$/, '');
  if (url === undefined || v.is(ServiceUrl, url)) return url;
  // Not repeated: it may contain a password.
  const fault = faultOfServiceUrl(url) ?? 'It is not a valid address';
  throw new ConfigurationError(
    `KEYFERRY_PUBLIC_URL must be an address such as https://activate.example.com. ${fault}.`,
  );
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
 * Reads `DATABASE_URL`.
 *
 * @param environment such as `process.env`
 * @returns undefined when the store is the file in the data folder
 * @throws ConfigurationError when it is not a PostgreSQL URL, or cannot work as one
 */
export function databaseUrlIn(environment: Readonly<Record<string, string | undefined>>): string | undefined {
  const url = environment.DATABASE_URL?.trim() || undefined;
  if (url === undefined) return undefined;
  if (isPostgres(url)) {
    checkDatabaseUrl(url);
    return url;
  }
  // The message omits the URL, which may contain a password.
  throw new ConfigurationError(
    'DATABASE_URL must begin with postgres://. Omit it to keep the store in the data folder.',
  );
}
