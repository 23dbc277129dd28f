import { describe, expect, it } from 'vitest';
import { identifyMachine } from '../../../src/machine/identity.ts';
import { product } from '../../documents/sample.ts';
import { adapter, read, survey } from '../../machine/surveys.ts';
import { workbench } from './workbench.ts';

describe('the bindings of this machine', () => {
  it('are printed for programs: those of every adapter, hashed for the product', async () => {
    const bench = await workbench();
    const adapters = [adapter({ address: '00:16:3e:00:00:01' }), adapter({ address: '00:16:3e:00:00:02' })];
    bench.changeHardware({ adapters });
    const { exitCode, stdout } = await bench.run('bindings', '--json');
    const { shown, strength, findings } = identifyMachine(product, { ...survey, adapters });
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      product,
      strength,
      surroundings: survey.surroundings,
      findings,
      bindings: shown,
    });
    expect(shown.filter(({ component }) => component === 'network')).toHaveLength(2);
  });

  it('contain no identifier in clear', async () => {
    const bench = await workbench();
    bench.changeHardware({ board: read('PF2K81ZQ0007') });
    for (const options of [[], ['--json']]) {
      const { stdout } = await bench.run('bindings', ...options);
      expect(stdout).not.toMatch(/PF2K81ZQ0007/i);
    }
  });

  it('name the reason where a component has none', async () => {
    const bench = await workbench();
    bench.changeHardware({ board: { outcome: 'no-rights' } });
    const { stdout } = await bench.run('bindings');
    expect(stdout).toContain('only an administrator may read it');
    const { findings } = JSON.parse((await bench.run('bindings', '--json')).stdout);
    expect(findings).toContainEqual({ component: 'board', outcome: 'no-rights' });
  });

  it('need the vendor profile, which names the product', async () => {
    const bench = await workbench();
    const { exitCode, stderr } = await bench.run('bindings', '--profile', bench.at('absent.json'));
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('profile-missing')]);
  });
});
