import type { HostEnvironment } from '../../src/machine/survey.ts';
import { virtualMachineIn } from '../virtualMachine.ts';
import type { SystemFiles } from './files.ts';
import { mounts } from './mounts.ts';

const dmi = '/sys/class/dmi/id';

/** What engines call a container in their control groups. */
const engines: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['Kubernetes', /kubepods/],
  ['Docker', /docker|moby/],
  ['Podman', /libpod/],
  ['LXC', /\blxc/],
];

export function linuxSurroundings(files: SystemFiles): HostEnvironment {
  const container = containerName(files);
  if (container !== null) return { kind: 'container', name: container };
  const machine = virtualMachineIn(`${files.text(`${dmi}/sys_vendor`)} ${files.text(`${dmi}/product_name`)}`);
  if (machine !== null) return { kind: 'virtual-machine', name: machine };
  if (/microsoft/i.test(files.text('/proc/version'))) return { kind: 'virtual-machine', name: 'WSL' };
  const underHypervisor = /^flags\s*:.*\bhypervisor\b/m.test(files.text('/proc/cpuinfo'));
  return underHypervisor ? { kind: 'virtual-machine', name: '' } : { kind: 'hardware', name: '' };
}

/** A mark that an engine leaves behind counts only where the root is none of a machine's own. */
function containerName(files: SystemFiles): string | null {
  const named = files.text('/run/systemd/container');
  if (named !== '') return named;
  const groups = files.text('/proc/1/cgroup');
  const engine = engines.find(([, pattern]) => pattern.test(groups))?.[0];
  if (engine !== undefined) return engine;
  const root = mounts(files)
    .filter(({ at }) => at === '/')
    .at(-1);
  if (root === undefined || !root.kind.includes('overlay')) return null;
  if (files.has('/run/.containerenv')) return 'Podman';
  return files.has('/.dockerenv') ? 'Docker' : null;
}

/**
 * Whether a container is a system of its own, with an install id that stays, as LXC and systemd-nspawn run them; others
 * have the one of their image, which every container of that image shares.
 */
export function isOwnSystem({ kind, name }: HostEnvironment): boolean {
  return kind !== 'container' || /^(?:lxc|systemd-nspawn)/i.test(name);
}
