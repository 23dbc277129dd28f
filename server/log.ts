import { type Logger, pino } from 'pino';

export type { Logger } from 'pino';

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

export interface LogOptions {
  readonly level: LogLevel;
  /** Receives one line, including its line feed. */
  readonly write: (line: string) => void;
  readonly now: () => Date;
}

/**
 * Creates the service's log with one JSON object per line, without host name and process id. Log errors through
 * `describeError` only: their messages may quote input.
 */
export function createLog({ level, write, now }: LogOptions): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: () => `,"time":"${now().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
    },
    { write },
  );
}

/** Names and codes that programs use; anything else may be input. */
const WORD = /^[A-Za-z][\w-]{0,63}$|^[0-9A-Z]{5}$/;

/** Describes an error by name, code and stack frames, without its message, which may quote input. */
export function describeError(error: Error): { name: string; code?: string; at: readonly string[] } {
  const code = 'code' in error && typeof error.code === 'string' && WORD.test(error.code) ? error.code : null;
  return {
    name: WORD.test(error.name) ? error.name : 'Error',
    ...(code !== null && { code }),
    at: framesOf(error).slice(0, 8),
  };
}

/** A line of the message may look like a frame, so only what follows the message counts. */
function framesOf({ message, stack = '' }: Error): string[] {
  const begin = stack.indexOf(message);
  if (begin < 0) return [];
  const lines = stack.slice(begin + message.length).split('\n');
  return lines.filter((line) => /^\s+at /.test(line)).map((line) => line.trim().replace(/^at /, ''));
}
