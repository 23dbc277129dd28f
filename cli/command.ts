/** Where a command reads from and writes to. */
export interface Streams {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
}

/** What a command ends with. 1 is a refusal: what was asked for is not possible with what is there. */
export const exitCodes = { success: 0, refused: 1, usage: 2, fault: 70 } as const;
