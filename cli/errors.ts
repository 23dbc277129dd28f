import { CodedError } from '../src/refusal.ts';
import type { CommandErrorDetails } from './errorTexts.ts';
import type { commandErrors } from './refusals/commandErrors.ts';

export type CommandErrorCode = keyof typeof commandErrors;

/** Something the user must correct before the command can do its work. */
export class CommandError extends CodedError<CommandErrorCode, CommandErrorDetails> {
  override readonly name = 'CommandError';
}

/** The command line itself is wrong. */
export class UsageError extends CodedError<'usage', Record<never, never>> {
  override readonly name = 'UsageError';

  /** @param message what is wrong with the command line, shown as it is */
  constructor(message: string) {
    super('usage', {}, message);
  }
}
