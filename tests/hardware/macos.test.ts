import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { surveyMacos } from '../../hardware/macos/survey.ts';
import { bindingValue } from '../../src/crypto/binding.ts';
import { identifyMachine } from '../../src/machine/identity.ts';

const product = 'orrery';
const hashed = (component: string, identifier: string) => bindingValue(product, component, identifier);
const output = (name: string) => readFileSync(`tests/hardware/systems/macos/${name}`, 'utf8');

const everything: Readonly<Record<string, string>> = {
  '/usr/sbin/ioreg': 'ioreg.txt',
  '/usr/sbin/diskutil': 'diskutil.plist',
  '/usr/sbin/system_profiler': 'systemProfiler.json',
  '/usr/sbin/networksetup': 'networksetup.txt',
  '/sbin/ifconfig': 'ifconfig.txt',
};

/** A system on which programs print recorded output of another one; programs that are not listed cannot be run. */
const surveyWith = (files: Readonly<Record<string, string | null>>) =>
  surveyMacos((path) => {
    const name = { ...everything, ...files }[path];
    return name ? output(name) : null;
  });

const outcomes = (files: Readonly<Record<string, string | null>>) =>
  identifyMachine(product, surveyWith(files)).findings.map(({ outcome }) => outcome);

describe('under macOS', () => {
  it('a laptop reports all five components: the disk below the volume and the built-in adapter', () => {
    expect(surveyWith({}).surroundings.kind).toBe('hardware');
    expect(identifyMachine(product, surveyWith({})).bindings).toEqual([
      { component: 'os', value: hashed('os', '0a6c2d1158e04f3b9b7d31e4c8f0a952') },
      { component: 'system', value: hashed('system', '7e3c1a502b9d5f468c07d1a4e6b80f29') },
      { component: 'board', value: hashed('board', 'C02QX0AAJG5H') },
      { component: 'disk', value: hashed('disk', '0BA01B2C3D4E5F60') },
      { component: 'network', value: hashed('network', '00163e5a0b71') },
    ]);
  });

  it('the same adapter is found when only current addresses are known', () => {
    const { bindings } = identifyMachine(product, surveyWith({ '/usr/sbin/networksetup': null }));
    expect(bindings.at(-1)).toEqual({ component: 'network', value: hashed('network', '00163e5a0b71') });
  });

  it('a virtual machine reports itself as one', () => {
    expect(surveyWith({ '/usr/sbin/ioreg': 'ioregVirtual.txt' }).surroundings).toEqual({
      kind: 'virtual-machine',
      name: 'Apple Virtualization',
    });
  });

  it('fewer components are reported, with reasons, when programs cannot be run', () => {
    expect(outcomes({ '/usr/sbin/ioreg': null })).toEqual(['read', 'missing', 'missing', 'read', 'read']);
    expect(outcomes({ '/usr/sbin/diskutil': null })).toEqual(['missing', 'read', 'read', 'read', 'read']);
    expect(outcomes({ '/usr/sbin/system_profiler': 'ioreg.txt' })).toEqual(['read', 'read', 'read', 'missing', 'read']);
    expect(outcomes({ '/usr/sbin/networksetup': null, '/sbin/ifconfig': null })[4]).toBe('missing');
  });
});
