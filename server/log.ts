import { type Logger, pino } from 'pino';

export type { Logger } from 'pino';

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

export interface LogOptions {
  readonly level: LogLevel;
  /** Takes one finished line, with its line end. */
  readonly write: (line: string) => void;
  readonly now: () => Date;
}

/**
 * The service's log: one JSON object a line. Nothing that stands for the computer is added, and errors are never handed
 * to it as they are, because their messages quote what they choke on; see `describeFault`.
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

/** Where a fault happened. Its message is left out, because messages quote what they choke on. */
export function describeFault(error: Error): { name: string; code?: string; at: readonly string[] } {
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    name: error.name,
    ...('code' in error && typeof error.code === 'string' && { code: error.code }),
    at: frames.slice(0, 8).map((line) => line.trim().replace(/^at /, '')),
  };
}
