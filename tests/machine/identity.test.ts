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

  it('shows all of its adapters and system disks, and names the one that its license names', () => {
    const second = adapter({ address: '00:16:3e:5a:0b:70', position: '/devices/pci0000:00/0000:00:01.0/net/eth1' });
    const disks = [disk(), disk({ name: 'nvme1n1', serial: read('S5GXNX0A') })];
    const before = identifyMachine(product, survey).bindings;
    const after = identifyMachine(product, { ...survey, adapters: [adapter(), second], disks }, before);
    expect(after.bindings).toEqual(before);
    expect(after.shown.filter(({ component }) => component === 'network')).toHaveLength(2);
    expect(after.shown.filter(({ component }) => component === 'disk')).toHaveLength(2);
    const unknown = identifyMachine(product, { ...survey, adapters: [adapter(), second], disks });
    expect(unknown.bindings.map(({ component }) => component)).toEqual(before.map(({ component }) => component));
    expect(matchBindings(before, unknown.bindings, 5)).toMatchObject({ different: ['disk', 'network'] });
    expect(matchBindings(before, unknown.shown, 5)).toMatchObject({ sufficient: true, different: [] });
  });

  it('says that its only adapter changes its address', () => {
    expect(outcomesOf({ adapters: [adapter({ isRandom: true })] })[4]).toBe('changing');
    expect(outcomesOf({ adapters: [adapter({ isRandom: true, isRemovable: true })] })[4]).toBe('missing');
  });

  it('is weak with fewer than three components', () => {
    const two = identifyMachine(product, { ...survey, system: read('0'), board: read('None'), disks: [] });
    expect([two.strength, two.bindings.length]).toEqual(['weak', 2]);
    const three = identifyMachine(product, { ...survey, system: read('0'), board: read('None') });
    expect([three.strength, three.bindings.length]).toEqual(['strong', 3]);
  });
});
