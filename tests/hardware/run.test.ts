import { describe, expect, it } from 'vitest';
import { runProgram, tryingTwice } from '../../hardware/run.ts';

describe('system programs', () => {
  it('get their arguments unchanged, without a shell', () => {
    const argument = '$HOME `id` "; exit 1';
    expect(runProgram(process.execPath, ['-e', 'process.stdout.write(process.argv[1])', argument])).toBe(argument);
  });

  it('return null when they are missing or fail', () => {
    expect(runProgram('/nowhere/at/all', [])).toBeNull();
    expect(runProgram(process.execPath, ['-e', 'process.stdout.write("half"); process.exitCode = 1'])).toBeNull();
  });

  it('run once more when they fail, and no more', () => {
    const runs: string[] = [];
    const failing = (times: number) =>
      tryingTwice((path) => {
        runs.push(path);
        return runs.length > times ? 'output' : null;
      });
    expect([failing(1)('reg.exe', []), runs.splice(0).length]).toEqual(['output', 2]);
    expect([failing(5)('reg.exe', []), runs.splice(0).length]).toEqual([null, 2]);
    expect([failing(0)('reg.exe', []), runs.splice(0).length]).toEqual(['output', 1]);
  });

  it('do not load third-party modules', () => {
    process.env.PSModulePath = '/tmp/modules';
    try {
      const script = 'process.stdout.write(String(process.env.PSModulePath))';
      expect(runProgram(process.execPath, ['-e', script])).toBe('undefined');
    } finally {
      delete process.env.PSModulePath;
    }
  });
});
