import { describe, expect, it } from 'vitest';
import { bindingValue } from '../../src/crypto/binding.ts';
import { matchBindings } from '../../src/documents/bindings.ts';
import { identifyMachine } from '../../src/machine/identity.ts';
import type { MachineSurvey, Observation } from '../../src/machine/survey.ts';
import { adapter, disk, read, survey } from './surveys.ts';

const product = 'orrery';
const outcomesOf = (change: Partial<MachineSurvey>) =>
  identifyMachine(product, { ...survey, ...change }).findings.map(({ outcome }) => outcome);

describe('a machine', () => {
  it('reports all five components, hashed for one product', () => {
    const { bindings, strength, findings } = identifyMachine(product, survey);
    expect(strength).toBe('strong');
    expect(findings.every(({ outcome }) => outcome === 'read')).toBe(true);
    expect(bindings).toEqual([
      { component: 'os', value: bindingValue(product, 'os', '7c1d0b6f4f0a4c9fb2a5d0c94f0e1a37') },
      { component: 'system', value: bindingValue(product, 'system', 'b2c65d1e93aa4f0e8d1b6a70c4e5f812') },
      { component: 'board', value: bindingValue(product, 'board', 'PF2K81ZQ0007') },
      { component: 'disk', value: bindingValue(product, 'disk', 'S5GXNX0T') },
      { component: 'network', value: bindingValue(product, 'network', '00163e5a0b71') },
    ]);
    const elsewhere = identifyMachine('sextant', survey).bindings;
    expect(matchBindings(bindings, elsewhere, 1).sufficient).toBe(false);
  });

  it('reports the same values in any spelling of its system', () => {
    const other = identifyMachine(product, {
      ...survey,
      os: read('{7C1D0B6F-4F0A-4C9F-B2A5-D0C94F0E1A37}\r\n'),
      system: read('B2C65D1E-93AA-4F0E-8D1B-6A70C4E5F812'),
      board: read(' pf2k81zq0007\u0000\u0000 '),
      disks: [disk({ serial: read('S5GX NX0T            .') })],
      adapters: [adapter({ address: '00-16-3E-5A-0B-71' })],
    });
    expect(other.bindings).toEqual(identifyMachine(product, survey).bindings);
  });

  it('gives a result for each component', () => {
    const noRights: Observation = { outcome: 'no-rights' };
    expect(outcomesOf({ system: noRights, board: noRights })).toEqual([
      'read',
      'no-rights',
      'no-rights',
      'read',
      'read',
    ]);
    expect(outcomesOf({ disks: [], adapters: [], os: { outcome: 'missing' } })).toEqual([
      'missing',
      'read',
      'read',
      'missing',
      'missing',
    ]);
    expect(outcomesOf({ os: { outcome: 'container' } })[0]).toBe('container');
    expect(outcomesOf({ adapters: [], surroundings: { kind: 'container', name: 'Docker' } })[4]).toBe('missing');
    const shut = [adapter({ isPhysical: false })];
    expect(outcomesOf({ adapters: shut, surroundings: { kind: 'container', name: 'Docker' } })[4]).toBe('container');
  });

  it('is weak with fewer than three components', () => {
    const two = identifyMachine(product, { ...survey, system: read('0'), board: read('None'), disks: [] });
    expect([two.strength, two.bindings.length]).toEqual(['weak', 2]);
    const three = identifyMachine(product, { ...survey, system: read('0'), board: read('None') });
    expect([three.strength, three.bindings.length]).toEqual(['strong', 3]);
  });
});
