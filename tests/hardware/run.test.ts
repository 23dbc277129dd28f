import { describe, expect, it } from 'vitest';
import { runProgram } from '../../hardware/run.ts';

describe('programs of the system', () => {
  it('get their arguments as they are, through no shell', () => {
    const argument = '$HOME `id` "; exit 1';
    expect(runProgram(process.execPath, ['-e', 'process.stdout.write(process.argv[1])', argument])).toBe(argument);
  });

  it('say nothing where they are not there or end with a fault', () => {
    expect(runProgram('/nowhere/at/all', [])).toBeNull();
    expect(runProgram(process.execPath, ['-e', 'process.stdout.write("half"); process.exitCode = 1'])).toBeNull();
  });

  it('bring no modules of somebody else along', () => {
    process.env.PSModulePath = '/tmp/modules';
    try {
      const script = 'process.stdout.write(String(process.env.PSModulePath))';
      expect(runProgram(process.execPath, ['-e', script])).toBe('undefined');
    } finally {
      delete process.env.PSModulePath;
    }
  });
});
