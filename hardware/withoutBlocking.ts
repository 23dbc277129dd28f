import type { RunProgram, RunProgramAsync } from './run.ts';

/**
 * Runs a collector, which runs programs and waits for them, while the event loop goes on: it starts again after each program
 * and gets the outputs so far at once. Works in one file and in any bundle, which a worker thread would not.
 *
 * @param collect depends on nothing that changes meanwhile but the outputs of programs; runs the same ones in the same order
 */
export async function withoutBlocking<Result>(
  collect: (run: RunProgram) => Result,
  run: RunProgramAsync,
): Promise<Result> {
  const outputs: (string | null)[] = [];
  for (;;) {
    let at = 0;
    const given: RunProgram = (path, args) => {
      const output = outputs[at];
      if (output === undefined) throw new OutputMissing(path, args);
      at += 1;
      return output;
    };
    try {
      return collect(given);
    } catch (error) {
      if (!(error instanceof OutputMissing)) throw error;
      outputs.push(await run(error.path, error.args));
    }
  }
}

/** Leaves a collector at the first program that has not run yet. */
class OutputMissing extends Error {
  readonly path: string;
  readonly args: readonly string[];

  constructor(path: string, args: readonly string[]) {
    super();
    this.path = path;
    this.args = args;
  }
}
