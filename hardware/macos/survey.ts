import type { Adapter, MachineSurvey, Observation } from '../../src/machine/survey.ts';
import type { RunProgram } from '../run.ts';
import { virtualMachineIn } from '../virtualMachine.ts';
import { macosDisks } from './disks.ts';

/** Mount points of the installed system; before macOS 10.15 it had no volume of its own. */
const systemVolumes = ['/System/Volumes/Data', '/'];

/** Surveys a macOS machine with system programs that need no administrator. */
export function surveyMacos(run: RunProgram): MachineSurvey {
  const expert = run('/usr/sbin/ioreg', ['-rd1', '-c', 'IOPlatformExpertDevice']) ?? '';
  const volume = firstVolume(run);
  const machine = virtualMachineIn(`${property(expert, 'manufacturer') ?? ''} ${property(expert, 'model') ?? ''}`);
  return {
    surroundings: machine === null ? { kind: 'hardware', name: '' } : { kind: 'virtual-machine', name: machine },
    os: observed(key(volume, 'VolumeUUID')),
    system: observed(property(expert, 'IOPlatformUUID')),
    board: observed(property(expert, 'IOPlatformSerialNumber')),
    disks: macosDisks(run, volume),
    adapters: adaptersOf(run),
  };
}

function firstVolume(run: RunProgram): string {
  for (const place of systemVolumes) {
    const output = run('/usr/sbin/diskutil', ['info', '-plist', place]);
    if (output !== null && key(output, 'VolumeUUID') !== null) return output;
  }
  return '';
}

/** Reads `"name" = "value"` or `"name" = <"value">` in the output of ioreg. */
function property(text: string, name: string): string | null {
  return new RegExp(`"${name}" = <?"([^"]*)"`).exec(text)?.[1] ?? null;
}

/** Reads a text of a property list. */
function key(plist: string, name: string): string | null {
  return new RegExp(`<key>${name}</key>\\s*<string>([^<]*)</string>`).exec(plist)?.[1] ?? null;
}

/** Lists ports with their permanent addresses; else the interfaces with the addresses in use. */
function adaptersOf(run: RunProgram): readonly Adapter[] {
  const ports = run('/usr/sbin/networksetup', ['-listallhardwareports']);
  const listed = ports === null ? [] : portsIn(ports);
  return listed.length > 0 ? listed : interfacesIn(run('/sbin/ifconfig', ['-a']) ?? '');
}

function portsIn(text: string): Adapter[] {
  const pattern = /^Hardware Port: (.*)\nDevice: (\S+)\nEthernet Address: (\S+)/gm;
  return [...text.matchAll(pattern)].map(([, port = '', name = '', address = '']) => adapter(name, address, { port }));
}

function interfacesIn(text: string): Adapter[] {
  return text.split(/\n(?=\S)/).flatMap((block) => {
    const name = /^(\S+):/.exec(block)?.[1];
    const address = /\sether ([0-9a-f:]+)/.exec(block)?.[1];
    // A private address of macOS changes.
    return name && address ? [{ ...adapter(name, address), isRandom: /^.[26ae]/.test(address) }] : [];
  });
}

/** How Apple names what is built in. Adapters and docks have their makers' names. */
const builtIn = /^(?:Wi-Fi|AirPort|(?:Built-in |PCI )?Ethernet(?: Slot)?(?: \d+)?(?:, Port \d+)?)$/i;

/** Interfaces are `en0`, `en1` …; only the port's name shows which ones are external. */
function adapter(name: string, address: string, { port = '' }: { readonly port?: string } = {}): Adapter {
  return {
    name,
    description: port,
    address,
    isPhysical: /^en\d+$/.test(name),
    isRemovable: port !== '' && !builtIn.test(port),
    isOnboard: false,
    isRandom: false,
    position: name.replace(/(?<!\d)\d+$/, (number) => number.padStart(4, '0')),
  };
}

function observed(text: string | null): Observation {
  return text === null || text.trim() === '' ? { outcome: 'missing' } : { outcome: 'read', value: text };
}
