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

/** Describes an error by name, code and stack frames, without its message, which may quote input. */
export function describeError(error: Error): { name: string; code?: string; at: readonly string[] } {
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    name: error.name,
    ...('code' in error && typeof error.code === 'string' && { code: error.code }),
    at: frames.slice(0, 8).map((line) => line.trim().replace(/^at /, '')),
  };
}
