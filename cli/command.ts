/** Where a command reads from and writes to. */
export interface Streams {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
}

/** One command of the tool. */
export interface Command {
  /** As it is typed: `qr encode`. */
  readonly name: string;
  /** One line of the list of commands. */
  readonly summary: string;
  /** What `--help` prints, from `Usage:` on. */
  readonly help: string;
  /**
   * @param args what follows the command's name
   * @returns exit code
   * @throws UsageFault, Refusal, Trouble
   */
  run(args: readonly string[], streams: Streams): Promise<number>;
}

/** What a command ends with. 1 is a refusal: what was asked for is not possible with what is there. */
export const exitCodes = { success: 0, refused: 1, usage: 2, fault: 70 } as const;
