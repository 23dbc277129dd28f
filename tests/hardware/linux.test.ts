import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { surveyFiles, surveyLinux } from '../../hardware/linux/survey.ts';
import { bindingValue } from '../../src/crypto/binding.ts';
import { identifyMachine } from '../../src/machine/identity.ts';
import {
  container,
  type Files,
  inMemory,
  laptop,
  server,
  singleBoard,
  systemWith,
  virtualMachine,
} from './systems/linux.ts';

const product = 'orrery';
const hashed = (component: string, identifier: string) => bindingValue(product, component, identifier);

/** For a user other than root. */
function withoutRights<Result>(root: string, work: () => Result): Result {
  if (process.getuid?.() !== 0) {
    for (const name of ['product_uuid', 'board_serial']) chmodSync(join(root, 'sys/class/dmi/id', name), 0);
    return work();
  }
  process.seteuid?.(65_534);
  try {
    return work();
  } finally {
    process.seteuid?.(0);
  }
}

const identify = (files: Files) => identifyMachine(product, surveyFiles(inMemory(files)));

describe('under Linux', () => {
  it('a laptop reports all five components to root, its disk below encryption and volumes', () => {
    const { bindings, strength } = identify(laptop);
    expect(strength).toBe('strong');
    expect(bindings).toEqual([
      { component: 'os', value: hashed('os', '7c1d0b6f4f0a4c9fb2a5d0c94f0e1a37') },
      { component: 'system', value: hashed('system', 'b2c65d1e93aa4f0e8d1b6a70c4e5f812') },
      { component: 'board', value: hashed('board', 'PF2K81ZQ0007') },
      { component: 'disk', value: hashed('disk', 'S5GXNX0T') },
      { component: 'network', value: hashed('network', '00163e5a0b71') },
    ]);
  });

  it('a laptop reports the same three to other users, and which ones need root', () => {
    const root = systemWith(laptop);
    const asRoot = identifyMachine(product, surveyLinux(root)).bindings;
    expect(asRoot).toEqual(identify(laptop).bindings);
    const { bindings, findings, strength } = withoutRights(root, () => identifyMachine(product, surveyLinux(root)));
    expect(findings.map(({ outcome }) => outcome)).toEqual(['read', 'no-rights', 'no-rights', 'read', 'read']);
    expect(bindings).toEqual(asRoot.filter(({ component }) => !['system', 'board'].includes(component)));
    expect(strength).toBe('strong');
  });

  it('a container reports itself as one, with the components of its host', () => {
    const survey = surveyFiles(inMemory(container));
    expect(survey.surroundings).toEqual({ kind: 'container', name: 'Docker' });
    const { bindings, findings } = identifyMachine(product, survey);
    expect(findings.map(({ outcome }) => outcome)).toEqual(['container', 'read', 'read', 'read', 'container']);
    expect(bindings).toEqual(identify(laptop).bindings.slice(1, 4));
  });

  it('a Docker marker on a regular root file system is not a container', () => {
    expect(surveyFiles(inMemory({ ...laptop, '/.dockerenv': '' })).surroundings.kind).toBe('hardware');
  });

  it.each([
    [{ '/proc/1/cgroup': '12:cpu:/kubepods/besteffort/pod1\n' }, 'Kubernetes', 'container'],
    [{ '/run/systemd/container': 'lxc\n' }, 'lxc', 'read'],
    [{ '/run/systemd/container': 'systemd-nspawn\n' }, 'systemd-nspawn', 'read'],
    [{ '/run/systemd/container': 'podman\n' }, 'podman', 'container'],
  ])('a container of %j keeps its install id or not', (files: Files, name, outcome) => {
    const survey = surveyFiles(inMemory({ ...laptop, ...files }));
    expect([survey.surroundings, survey.os.outcome]).toEqual([{ kind: 'container', name }, outcome]);
  });

  it('a virtual machine reports itself as one, and ignores numbers that all of its kind share', () => {
    const survey = surveyFiles(inMemory(virtualMachine));
    expect(survey.surroundings).toEqual({ kind: 'virtual-machine', name: 'QEMU' });
    const { bindings, findings } = identifyMachine(product, survey);
    expect(findings.map(({ outcome }) => outcome)).toEqual(['read', 'read', 'placeholder', 'placeholder', 'read']);
    expect(bindings.at(-1)).toEqual({ component: 'network', value: hashed('network', '5254006b1f7d') });
  });

  it('a hypervisor is detected even if it does not report its type', () => {
    const flags = { '/proc/cpuinfo': 'flags\t\t: fpu vme hypervisor lahf_lm\n', '/sys/class/dmi/id/sys_vendor': '' };
    expect(surveyFiles(inMemory({ ...laptop, ...flags })).surroundings).toEqual({
      kind: 'virtual-machine',
      name: '',
    });
  });

  it('a board without firmware tables reports the number of its device tree', () => {
    const { bindings, findings } = identify(singleBoard);
    expect(findings.map(({ outcome }) => outcome)).toEqual(['read', 'missing', 'read', 'read', 'read']);
    expect(bindings[1]).toEqual({ component: 'board', value: hashed('board', '10000000AB12CD34') });
    expect(bindings[2]).toEqual({ component: 'disk', value: hashed('disk', '0X3A5B7C91') });
  });

  it('a server uses the disk of its file system and the first adapter of a bond', () => {
    const { bindings } = identify(server);
    expect(bindings).toEqual([
      { component: 'os', value: hashed('os', '9a2e6c40f7b14d83b5c1e09d7f3a8256') },
      { component: 'disk', value: hashed('disk', 'ZC1B0002') },
      { component: 'network', value: hashed('network', '00163e010101') },
    ]);
  });

  it('a wireless adapter with randomized addresses is omitted', () => {
    const { adapters } = surveyFiles(inMemory(laptop));
    expect(adapters.find(({ name }) => name === 'wlp2s0')?.isRandom).toBe(true);
    const settled = { '/sys/devices/pci0000:00/0000:00:1c.0/0000:02:00.0/net/wlp2s0/address': '00:16:3e:aa:00:01\n' };
    const after = surveyFiles(inMemory({ ...laptop, ...settled })).adapters;
    expect(after.find(({ name }) => name === 'wlp2s0')?.isRandom).toBe(false);
  });

  it('an empty system reports nothing and gives reasons', () => {
    const { bindings, findings, strength } = identify({});
    expect([bindings, strength]).toEqual([[], 'weak']);
    expect(findings.every(({ outcome }) => outcome === 'missing')).toBe(true);
  });
});

it.runIf(process.platform === 'linux')('this machine gives the same result twice', () => {
  expect(identifyMachine(product, surveyLinux())).toEqual(identifyMachine(product, surveyLinux()));
});
