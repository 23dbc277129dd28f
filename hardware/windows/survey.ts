import { win32 } from 'node:path';
import type { Adapter, Disk, MachineSurvey, Observation } from '../../src/machine/survey.ts';
import type { RunProgram } from '../run.ts';
import { virtualMachineIn } from '../virtualMachine.ts';
import { type Hardware, hardwareScript, readHardware } from './hardware.ts';

/** USB and 1394, by number (MSFT_Disk) and by name (Win32_DiskDrive). */
const removableBuses: readonly (number | string)[] = [4, 7, 'USB', '1394'];

/**
 * Surveys a Windows machine with `reg.exe` and one call of Windows PowerShell. Needs no administrator.
 *
 * @param systemRoot such as `C:\Windows`
 */
export function surveyWindows(run: RunProgram, systemRoot: string): MachineSurvey {
  const program = (...path: string[]) => win32.join(systemRoot, 'System32', ...path);
  const registry = run(program('reg.exe'), [
    'query',
    'HKLM\\SOFTWARE\\Microsoft\\Cryptography',
    '/v',
    'MachineGuid',
    // Otherwise a 32-bit program reads another part of the registry.
    '/reg:64',
  ]);
  const hardware = readHardware(
    run(program('WindowsPowerShell', 'v1.0', 'powershell.exe'), [
      '-NoLogo',
      '-NoProfile',
      '-NonInteractive',
      '-Command',
      hardwareScript,
    ]),
  );
  const { computer } = hardware;
  const machine = virtualMachineIn(`${computer?.Manufacturer ?? ''} ${computer?.Model ?? ''}`);
  return {
    surroundings: machine === null ? { kind: 'hardware', name: '' } : { kind: 'virtual-machine', name: machine },
    os: observed(/MachineGuid\s+REG_SZ\s+(\S+)/i.exec(registry ?? '')?.[1]),
    system: observed(hardware.system?.UUID),
    board: observed(hardware.board?.SerialNumber),
    disks: disksOf(hardware),
    adapters: adaptersOf(hardware),
  };
}

/** MSFT_Disk knows which disk holds the system; if it is missing, Win32_DiskDrive lists at least the disks. */
function disksOf({ disks, drives }: Hardware): readonly Disk[] {
  if (disks.length > 0) {
    return disks.map(({ Number: number, SerialNumber, BusType, IsBoot }) => ({
      name: String(number ?? ''),
      holdsSystem: IsBoot === true,
      isRemovable: removableBuses.includes(BusType ?? 0),
      serial: observed(SerialNumber),
    }));
  }
  return drives.map(({ Index, SerialNumber, InterfaceType }) => ({
    name: String(Index ?? ''),
    holdsSystem: false,
    isRemovable: removableBuses.includes(InterfaceType ?? ''),
    serial: observed(SerialNumber),
  }));
}

function adaptersOf({ adapters, containers }: Hardware): readonly Adapter[] {
  const isInOther = (device: string) =>
    containers.some(({ InstanceId, Data }) => InstanceId === device && isOutside(Data ?? computer));
  return adapters.map(({ Name, InterfaceDescription, PermanentAddress, HardwareInterface, Virtual, PNPDeviceID }) => ({
    name: Name ?? '',
    description: describesHost(InterfaceDescription ?? '') ? '' : (InterfaceDescription ?? ''),
    address: PermanentAddress ?? '',
    isPhysical: HardwareInterface === true && Virtual !== true,
    isRemovable: /^USB\\/i.test(PNPDeviceID ?? '') || isInOther(PNPDeviceID ?? ''),
    isOnboard: false,
    // The permanent address is the device's own, even if Windows uses random addresses.
    isRandom: false,
    position: PNPDeviceID ?? '',
  }));
}

/** Container ids of what is built into the computer, and of what is in none ("Overview of Container IDs"). */
const computer = '{00000000-0000-0000-ffff-ffffffffffff}';
const none = '{00000000-0000-0000-0000-000000000000}';

const isOutside = (container: string) => ![computer, none].includes(container.toLowerCase());

/** The only adapter in a Hyper-V virtual machine. */
function describesHost(description: string): boolean {
  return /^Microsoft Hyper-V Network Adapter/i.test(description);
}

function observed(text: string | null | undefined): Observation {
  return text === null || text === undefined || text.trim() === ''
    ? { outcome: 'missing' }
    : { outcome: 'read', value: text };
}
