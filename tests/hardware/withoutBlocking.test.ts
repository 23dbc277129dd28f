import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { surveyMacos } from '../../hardware/macos/survey.ts';
import { type RunProgram, runProgram, runProgramAsync, tryingTwice } from '../../hardware/run.ts';
import { surveyThisMachine, surveyThisMachineAsync } from '../../hardware/survey.ts';
import { withoutBlocking } from '../../hardware/withoutBlocking.ts';

const recorded: Readonly<Record<string, string>> = {
  '/usr/sbin/ioreg': 'ioreg.txt',
  '/usr/sbin/diskutil': 'diskutil.plist',
  '/usr/sbin/system_profiler': 'systemProfiler.json',
  '/usr/sbin/networksetup': 'networksetup.txt',
};

const recordedOutput = (path: string) => {
  const name = recorded[path];
  return name === undefined ? null : readFileSync(`tests/hardware/systems/macos/${name}`, 'utf8');
};

/** Ends when another program creates a file. */
const waitForFile =
  "const {existsSync} = require('fs'); while (!existsSync(process.argv[1])); process.stdout.write('done')";

describe('a survey that does not block', () => {
  it('lets the event loop go on while a program runs', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'keyferry-'));
    const signal = join(folder, 'signal');
    let ticks = 0;
    // Without an event loop, nothing creates the file, and the program ends only by force.
    const timer = setInterval(() => {
      ticks += 1;
      if (ticks === 20) writeFileSync(signal, '');
    }, 1);
    try {
      const collect = (run: RunProgram) => run(process.execPath, ['-e', waitForFile, signal]);
      expect(await withoutBlocking(collect, runProgramAsync)).toBe('done');
      expect(existsSync(signal)).toBe(true);
    } finally {
      clearInterval(timer);
      rmSync(folder, { recursive: true });
    }
  });

  it('finds what the blocking one finds, with the same programs in the same order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }), async (failing) => {
        const [runs, runsAsync]: [string[], string[]] = [[], []];
        const answer = (log: string[], path: string) => (failing[log.push(path) - 1] ? null : recordedOutput(path));
        const blocking = surveyMacos(tryingTwice((path) => answer(runs, path)));
        const other = await withoutBlocking(
          (run) => surveyMacos(tryingTwice(run)),
          async (path) => answer(runsAsync, path),
        );
        expect([other, runsAsync]).toEqual([blocking, runs]);
      }),
    );
  });

  it('runs real programs as the blocking one does', async () => {
    const calls: [string, string[]][] = [
      [process.execPath, ['-e', 'process.stdout.write(String(process.env.LC_ALL) + process.env.PSModulePath)']],
      [process.execPath, ['-e', 'process.stdout.write(process.argv[1])', '$HOME `id` "; exit 1']],
      [process.execPath, ['-e', 'process.stdout.write("half"); process.exitCode = 1']],
      ['/nowhere/at/all', []],
    ];
    for (const call of calls) expect(await runProgramAsync(...call)).toBe(runProgram(...call));
  });

  it('surveys this machine', async () => {
    expect(await surveyThisMachineAsync()).toEqual(surveyThisMachine());
  });

  it('passes on an error of the collector', async () => {
    const failing = () => {
      throw new RangeError();
    };
    await expect(withoutBlocking(failing, runProgramAsync)).rejects.toThrow(RangeError);
  });
});
