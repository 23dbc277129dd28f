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

  it.each([
    'USB 10/100/1G/2.5G LAN',
    'Thunderbolt Ethernet Slot 1',
    'CalDigit TS4',
    'Belkin USB-C LAN',
    'Ethernet Adapter (en4)',
    'iPhone USB',
    'Display Ethernet',
  ])('the port %s never counts', (port) => {
    const ports = `\nHardware Port: ${port}\nDevice: en5\nEthernet Address: 00:16:3e:00:00:09\n`;
    const run = (path: string) => (path.endsWith('networksetup') ? ports : null);
    expect(identifyMachine(product, surveyMacos(run)).shown).toEqual([]);
  });

  it.each(['Ethernet', 'Ethernet 2', 'Wi-Fi', 'PCI Ethernet Slot 3, Port 1'])('the port %s counts', (port) => {
    const ports = `\nHardware Port: ${port}\nDevice: en5\nEthernet Address: 00:16:3e:00:00:09\n`;
    const run = (path: string) => (path.endsWith('networksetup') ? ports : null);
    expect(identifyMachine(product, surveyMacos(run)).shown).toHaveLength(1);
  });

  it('a private address in use is not taken for the adapter’s own', () => {
    const run = (path: string) =>
      path.endsWith('ifconfig') ? 'en0: flags=8863<UP>\n\tether 3a:1b:5e:40:c2:00\n' : null;
    expect(identifyMachine(product, surveyMacos(run)).findings.at(-1)?.outcome).toBe('changing');
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
