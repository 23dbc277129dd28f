import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { surveyLinux } from '../../hardware/linux/survey.ts';
import { surveyMacos } from '../../hardware/macos/survey.ts';
import type { RunProgram } from '../../hardware/run.ts';
import { surveyWindows } from '../../hardware/windows/survey.ts';
import { identifyMachine } from '../../src/machine/identity.ts';
import type { MachineSurvey } from '../../src/machine/survey.ts';
import { workbench } from '../cli/machine/workbench.ts';
import { additions, boardWithUsb, connected, disguises, scanning, wsl } from '../hardware/systems/adapters.ts';
import { containers, noContainers } from '../hardware/systems/containers.ts';
import {
  adapter,
  container,
  type Files,
  laptop,
  server,
  singleBoard,
  virtualMachine,
  writeSystem,
} from '../hardware/systems/linux.ts';
import { machines } from '../hardware/systems/machines.ts';
import { survey } from '../machine/surveys.ts';

export type SystemName = 'linux' | 'windows' | 'macos';

const product = 'orrery';
const recorded = (path: string) => readFileSync(new URL(`../hardware/systems/${path}`, import.meta.url), 'utf8');

/** Every dummy value that the collectors know: of boards, computers and adapters. */
const placeholders = [
  ...readFileSync(new URL('../../src/machine/placeholders.ts', import.meta.url), 'utf8').matchAll(/^ {2}'(\w+)',$/gm),
].map(([, text = '']) => text);

const dmi = '/sys/class/dmi/id';
const wired = '/sys/devices/pci0000:00/0000:00:1f.6/net/enp0s31f6';
const patterns = ['FEFEFEFE', 'XXXXXXXX', '0x00000000', 'QM00001', 'drive-scsi0', 'persistent-disk-0', 'virtio-disk12'];
const counted = ['SN-12345', 'SYS-1234567890', '0123456789XYZ', '1234567890ABCDEF', '123456789FF', '9876543210', '12'];
const spelled = [
  '  pf2k\u000081zq 0007. ',
  'a.b.',
  '.',
  'OEMX',
  'XOEM',
  'BSN123456789012345678',
  'QM123456',
  '123456ABC',
];

/** A root on a device that is not there, and a boot partition on the other disk. */
const btrfsWithBoot = {
  '/proc/self/mountinfo': [
    '28 1 0:25 /@ / rw,relatime - btrfs /dev/sdb2 rw,subvol=/@',
    '40 28 8:1 / /boot rw,relatime - ext4 /dev/sda1 rw',
  ].join('\n'),
  '/sys/dev/block/8:1': { link: '../../devices/pci0000:00/0000:00:17.0/ata1/block/sda' },
};

const linux: readonly Files[] = [
  ...[{}, laptop, container, virtualMachine, singleBoard, server, connected, scanning, boardWithUsb],
  ...[wsl('00:15:5d:01:02:03'), wsl('00:15:5d:01:02:03', '6.6.0-own'), { ...laptop, '/.dockerenv': '' }],
  ...[...additions, ...disguises, ...noContainers].map(([, files]) => ({ ...laptop, ...files })),
  ...containers.map(([, , files]) => files),
  ...machines.map(([, , , files]) => files),
  ...['kubepods/pod1', 'lxc/5f', 'lxc.payload.5f', 'docker/5f'].map((group) => ({
    ...laptop,
    '/proc/1/cgroup': `12:cpu:/${group}\n`,
  })),
  ...['lxc', 'systemd-nspawn', 'podman', 'wsl', 'OpenVZ'].map((name) => ({
    ...laptop,
    '/run/systemd/container': `${name}\n`,
  })),
  { ...server, '/dev/sdb2': { link: 'nowhere' }, ...btrfsWithBoot },
  { ...laptop, '/proc/vz/version': '', '/etc/machine-id': '{7C1D0B6F-4F0A-4C9F-B2A5-D0C94F0E1A37}\n' },
  { ...laptop, ...adapter('enp0s31f6', wired, '7a:16:3e:5a:0b:71', '0') },
  { ...laptop, ...adapter('enp0s31f6', wired, '7a:16:3e:5a:0b:71', '2') },
  ...[...placeholders, ...patterns, ...counted, ...spelled].map((text) => ({
    [`${dmi}/board_serial`]: text,
    [`${dmi}/product_uuid`]: text,
    ...adapter('enp0s31f6', wired, text, '0'),
  })),
];

type Outputs = Readonly<Record<string, string>>;

const registry = { 'reg.exe': recorded('windows/registry.txt') };
const workstation = JSON.parse(recorded('windows/workstation.json'));
const [own] = workstation.adapters;
const inContainer = (id: string | null): object => ({
  adapters: [own, { ...own, Name: 'Ethernet 3', PermanentAddress: '00163E000009', PNPDeviceID: 'PCI\\VEN_8086\\1' }],
  containers: [{ InstanceId: 'PCI\\VEN_8086\\1', Data: id }],
});
const printed = [
  ...['workstation', 'homeBuilt', 'hyperV'].map((name) => recorded(`windows/${name}.json`)),
  ...['', 'PowerShell is blocked by your administrator.', '[]', '{"disks":{},"system":7}'],
  ...[
    inContainer('{5c4b1a7e-2f0d-5e11-9d64-0a0027000010}'),
    inContainer('{00000000-0000-0000-FFFF-FFFFFFFFFFFF}'),
    inContainer('{00000000-0000-0000-0000-000000000000}'),
    inContainer(null),
    { board: { SerialNumber: 'A "quoted" {7} \\ number' }, system: null, adapters: [{}] },
    { ...workstation, disks: [] },
  ].map((found) => JSON.stringify(found)),
];
const windows: readonly Outputs[] = [{}, registry, ...printed.map((text) => ({ ...registry, 'powershell.exe': text }))];

const mac: Outputs = {
  ioreg: recorded('macos/ioreg.txt'),
  diskutil: recorded('macos/diskutil.plist'),
  system_profiler: recorded('macos/systemProfiler.json'),
  networksetup: recorded('macos/networksetup.txt'),
  ifconfig: recorded('macos/ifconfig.txt'),
};
const port = (name: string) => `\nHardware Port: ${name}\nDevice: en5\nEthernet Address: 00:16:3e:00:00:09\n`;
const lacking = (name: string) => Object.fromEntries(Object.entries(mac).filter(([one]) => one !== name));
const macos: readonly Outputs[] = [
  mac,
  { ...mac, ioreg: recorded('macos/ioregVirtual.txt') },
  ...Object.keys(mac).map(lacking),
  { ...mac, system_profiler: 'no JSON' },
  { ifconfig: 'en0: flags=8863<UP>\n\tether 3a:1b:5e:40:c2:00\n' },
  ...['Ethernet', 'Wi-Fi', 'PCI Ethernet Slot 3, Port 1', 'USB 10/100 LAN', 'Thunderbolt Ethernet Slot 1'].map(
    (name) => ({ networksetup: port(name) }),
  ),
];

/** A program prints what a file of its name contains; without one, it cannot be run. */
function programsIn(folder: string): RunProgram {
  return (path) => {
    const file = join(folder, basename(path.replaceAll('\\', '/')));
    return existsSync(file) ? readFileSync(file, 'utf8') : null;
  };
}

const surveys: Readonly<Record<SystemName, (folder: string) => MachineSurvey>> = {
  linux: surveyLinux,
  windows: (folder) => surveyWindows(programsIn(folder), 'C:\\Windows'),
  macos: (folder) => surveyMacos(programsIn(folder)),
};

/** A file of cases for the programs of the examples, and the lines that they print for it. */
export interface Cases {
  readonly cases: string;
  readonly expected: readonly string[];
}

/** Writes machines of one system into a folder; those of Linux end with the machine that runs this, if it runs Linux. */
export function writeMachines(folder: string, system: SystemName): Cases {
  const written = { linux, windows, macos }[system].map((files, index) => {
    const at = join(folder, system, String(index));
    mkdirSync(at, { recursive: true });
    writeSystem(at, system === 'linux' ? files : Object.fromEntries(Object.entries(files)));
    return at;
  });
  const all = system === 'linux' && process.platform === 'linux' ? [...written, '/'] : written;
  const cases = join(folder, `${system}.txt`);
  writeFileSync(cases, [`product ${product}`, ...all.map((at) => `machine ${system} ${at}`), ''].join('\n'));
  return { cases, expected: all.flatMap((at) => [`machine ${system} ${at}`, ...shownBy(surveys[system](at))]) };
}

/** As {@link writeMachines}, for one machine whose bindings a tool prints: what `keyferry machine bindings` printed. */
export async function writeTool(folder: string): Promise<Cases> {
  const { exitCode, stdout } = await (await workbench()).run('bindings', '--json');
  if (exitCode !== 0) throw new Error(stdout);
  const tool = join(folder, 'keyferry');
  writeFileSync(`${tool}.json`, stdout);
  writeFileSync(tool, `#!/bin/sh\n[ "$*" = "machine bindings --json" ] && cat '${tool}.json'\n`, { mode: 0o755 });
  const cases = join(folder, 'command.txt');
  writeFileSync(cases, `product ${product}\nmachine command ${tool}\n`);
  return { cases, expected: [`machine command ${tool}`, ...shownBy(survey)] };
}

function shownBy(machine: MachineSurvey): readonly string[] {
  return identifyMachine(product, machine)
    .shown.map(({ component, value }) => `shows ${component} ${value}`)
    .sort();
}
