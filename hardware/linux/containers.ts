import type { SystemFiles } from './files.ts';
import { type Mount, mountAt, mounts } from './mounts.ts';

/** Files that container engines mount from the host. They are on the host's disk, whatever the container's root is. */
export const hostFiles: readonly string[] = ['/etc/hosts', '/etc/hostname', '/etc/resolv.conf'];

/** Names of engines in control groups. */
const engines: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['Kubernetes', /kubepods/],
  ['Docker', /docker|moby/],
  ['Podman', /libpod/],
  ['CRI-O', /crio-/],
  ['containerd', /containerd/],
  ['LXC', /\blxc/],
];

/** Where engines keep the layers of a container's root. */
const layers: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['Docker', /\/docker\//],
  ['containerd', /containerd/],
  ['Podman', /\/containers\/storage\//],
];

/** Mounts that only Kubernetes makes. */
const kubernetes = /^(?:\/var)?\/run\/secrets\/kubernetes\.io\/|^\/dev\/termination-log$/;

/** @returns the container's engine, empty if it is unknown; null outside of containers */
export function containerName(files: SystemFiles): string | null {
  const named = files.text('/run/systemd/container') || files.text('/run/host/container-manager');
  if (named !== '' && named !== 'wsl') return named;
  if (files.has('/proc/vz') && !files.has('/proc/bc')) return 'OpenVZ';
  const groups = files.text('/proc/1/cgroup');
  return nameIn(engines, groups) ?? nameByMounts(files, mounts(files), groups);
}

function nameByMounts(files: SystemFiles, mounted: readonly Mount[], groups: string): string | null {
  if (mounted.some(({ at }) => kubernetes.test(at))) return 'Kubernetes';
  const root = mountAt(mounted, '/');
  if (root?.kind.includes('overlay')) {
    const engine = nameIn(layers, root.options) ?? nameByMarker(files);
    if (engine !== null) return engine;
  }
  if (mounted.some(({ kind }) => kind === 'fuse.lxcfs')) return 'LXC';
  return isApart(files, mounted, groups) ? (nameByMarker(files) ?? '') : null;
}

/** Engines leave these files; elsewhere a user may have copied them. */
function nameByMarker(files: SystemFiles): string | null {
  if (files.has('/run/.containerenv')) return 'Podman';
  return files.has('/.dockerenv') ? 'Docker' : null;
}

/**
 * Containers without any name, such as those of containerd: their first process is in a control group that they see as the
 * top one, though the real top one has no type (cgroups(7)); or their root consists of layers; or their engine mounted
 * files of the host for them.
 */
function isApart(files: SystemFiles, mounted: readonly Mount[], groups: string): boolean {
  if (groups === '0::/init.scope') return files.has('/sys/fs/cgroup/cgroup.type');
  if (groups !== '0::/' || files.has('/.flatpak-info')) return false;
  return (
    files.has('/sys/fs/cgroup/cgroup.type') ||
    mountAt(mounted, '/')?.kind.includes('overlay') === true ||
    hostFiles.filter((path) => mountAt(mounted, path)).length > 1
  );
}

function nameIn(names: readonly (readonly [name: string, pattern: RegExp])[], text: string): string | null {
  return names.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
}
