/** Where a command reads from and writes to. */
export interface Streams {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
}

/** What a command does. */
export interface Command {
  /** What `--help` prints, from `Usage:` on. */
  readonly help: string;
  /**
   * @param args what follows the command's name
   * @returns exit code
   * @throws UsageFault, Refusal, Trouble
   */
  run(args: readonly string[], streams: Streams): Promise<number>;
}

/** A line of the list of commands. */
export interface ListedCommand {
  /** As it is typed: `qr encode`. */
  readonly name: string;
  /** One line for help. */
  readonly summary: string;
  /** Loaded only when it is wanted, so that no command waits for what others need. */
  load(): Promise<Command>;
}

/** What a command ends with. 1 is a refusal: what was asked for is not possible with what is there. */
export const exitCodes = { success: 0, refused: 1, usage: 2, fault: 70 } as const;
