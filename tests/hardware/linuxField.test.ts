import { describe, expect, it } from 'vitest';
import { surveyFiles } from '../../hardware/linux/survey.ts';
import { bindingValue } from '../../src/crypto/binding.ts';
import { identifyMachine } from '../../src/machine/identity.ts';
import { additions, boardWithUsb, connected, disguises, ownAddress, scanning, wsl } from './systems/adapters.ts';
import { containers, noContainers } from './systems/containers.ts';
import { type Files, inMemory, laptop } from './systems/linux.ts';
import { machines } from './systems/machines.ts';

const product = 'orrery';
const identify = (files: Files) => identifyMachine(product, surveyFiles(inMemory(files)));
const networkOf = (files: Files) => identify(files).bindings.find(({ component }) => component === 'network')?.value;
const hashed = (address: string) => bindingValue(product, 'network', address);
const own = hashed(ownAddress);

describe('a container', () => {
  it.each(containers)('%s is recognized, and keeps the install id of its image to itself', (_, name, files) => {
    const survey = surveyFiles(inMemory(files));
    expect(survey.surroundings).toEqual({ kind: 'container', name });
    const { findings } = identifyMachine(product, survey);
    expect(findings.map(({ outcome }) => outcome)).toMatchObject({ 0: 'container', 4: 'container' });
  });

  it.each(noContainers)('is not %s, whose disk is found', (_, files) => {
    const survey = surveyFiles(inMemory(files));
    expect(survey.surroundings.kind).toBe('hardware');
    expect(identifyMachine(product, survey).bindings).toEqual(identify(laptop).bindings);
  });

  it('with a system of its own has its own install id', () => {
    const mounted = '90 80 0:50 / /proc/cpuinfo rw - fuse.lxcfs lxcfs rw\n500 400 0:42 / / rw - zfs rpool/lxc rw';
    const files = { ...laptop, '/proc/self/mountinfo': mounted };
    const survey = surveyFiles(inMemory(files));
    expect([survey.surroundings.name, survey.os.outcome]).toEqual(['LXC', 'read']);
    const inVz = surveyFiles(inMemory({ ...laptop, '/proc/vz/veinfo': '' }));
    expect([inVz.surroundings.name, inVz.os.outcome]).toEqual(['OpenVZ', 'read']);
  });
});

describe('the adapter of a laptop', () => {
  it.each(additions)('remains the same with %s, which never counts', (_, files) => {
    expect(networkOf({ ...laptop, ...files })).toBe(own);
    expect(identify({ ...laptop, ...files }).shown).toEqual(identify(laptop).shown);
  });

  it.each(disguises)('remains the same %s', (_, files) => {
    expect(networkOf({ ...laptop, ...files })).toBe(own);
  });

  it('is shown with a second card in a lower slot, though that is the first now', () => {
    const card = disguises.at(-1)?.[1] ?? {};
    const { shown } = identify({
      ...laptop,
      ...card,
      '/sys/devices/pci0000:00/0000:00:1f.6/acpi_index': { link: 'none' },
    });
    expect(shown.filter(({ component }) => component === 'network').map(({ value }) => value)).toContain(own);
  });

  it('is the same one while it scans for wireless networks', () => {
    expect([networkOf(connected), networkOf(scanning)]).toEqual([hashed('00163eaa0001'), hashed('00163eaa0001')]);
  });

  it('may be on USB where it is a part of the board', () => {
    expect(networkOf(boardWithUsb)).toBe(hashed('b827eb0b715a'));
  });
});

describe('a machine', () => {
  it.each(machines)('with %s is what it is, and has its own disk', (_, name, serial, files) => {
    const survey = surveyFiles(inMemory(files));
    expect(survey.surroundings).toEqual({ kind: name === null ? 'hardware' : 'virtual-machine', name: name ?? '' });
    const disk = identifyMachine(product, survey).bindings.find(({ component }) => component === 'disk');
    expect(disk?.value ?? null).toBe(serial === null ? null : bindingValue(product, 'disk', serial));
  });

  it('with a mirror shows both disks, so that either may be replaced', () => {
    const [, , , mirror] = machines.find(([what]) => what.startsWith('a mirror')) ?? [];
    expect(identify(mirror ?? {}).shown.filter(({ component }) => component === 'disk')).toHaveLength(2);
  });
});

describe('under WSL', () => {
  it.each(['5.15.153.1-microsoft-standard-WSL2', '6.6.36.3-microsoft-standard-WSL2+', '4.4.0-19041-Microsoft'])(
    'with kernel %s, a new address at each start changes nothing',
    (release) => {
      const [first, second] = ['00:15:5d:01:02:03', '00:15:5d:aa:bb:cc'].map((address) =>
        identify(wsl(address, release)),
      );
      expect(first).toEqual(second);
      expect(first?.findings.map(({ outcome }) => outcome)).toEqual([
        'read',
        'missing',
        'missing',
        'missing',
        'changing',
      ]);
      expect(surveyFiles(inMemory(wsl('00:15:5d:01:02:03', release))).surroundings.name).toBe('WSL');
    },
  );

  it('a kernel of the user is recognized by what WSL mounts', () => {
    const files = { ...wsl('00:15:5d:01:02:03', '6.10.0-custom'), '/proc/sys/fs/binfmt_misc/WSLInterop': 'enabled\n' };
    expect(surveyFiles(inMemory(files)).surroundings.name).toBe('WSL');
  });
});
