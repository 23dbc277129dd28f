import type { HostEnvironment } from '../../src/machine/survey.ts';
import { virtualMachineIn } from '../virtualMachine.ts';
import { containerName } from './containers.ts';
import type { SystemFiles } from './files.ts';

const dmi = '/sys/class/dmi/id';

export function linuxSurroundings(files: SystemFiles): HostEnvironment {
  const container = containerName(files);
  if (container !== null) return { kind: 'container', name: container };
  if (isWsl(files)) return { kind: 'virtual-machine', name: 'WSL' };
  const machine = virtualMachineIn(`${files.text(`${dmi}/sys_vendor`)} ${files.text(`${dmi}/product_name`)}`);
  if (machine !== null) return { kind: 'virtual-machine', name: machine };
  const underHypervisor = /^flags\s*:.*\bhypervisor\b/m.test(files.text('/proc/cpuinfo'));
  return underHypervisor ? { kind: 'virtual-machine', name: '' } : { kind: 'hardware', name: '' };
}

/** Also in a container under WSL. Users may run kernels of their own there, with other names. */
export function isWsl(files: SystemFiles): boolean {
  const release = files.text('/proc/sys/kernel/osrelease') || (files.text('/proc/version').split(' ')[2] ?? '');
  return /microsoft|wsl/i.test(release) || files.has('/proc/sys/fs/binfmt_misc/WSLInterop') || files.has('/run/WSL');
}

/**
 * @returns whether the install id belongs to this system: containers with a system of their own, such as those of LXC,
 *   keep it, others share the one of their image
 */
export function isOwnSystem({ kind, name }: HostEnvironment): boolean {
  return kind !== 'container' || /^(?:lx[cd]|incus|openvz|systemd-nspawn)/i.test(name);
}
