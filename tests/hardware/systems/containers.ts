import { container, type Files, laptop, without } from './linux.ts';

/** As seen in a container: the host's hardware, a virtual adapter, and no file that names the engine. */
const unnamed: Files = { ...container, ...without(['/.dockerenv']) };
const snapshots = '/var/lib/containerd/io.containerd.snapshotter.v1.overlayfs/snapshots';
const fromHost = (path: string, folder: string) =>
  `${path.length} 500 254:1 ${folder}/${path.slice('/etc/'.length)} ${path} rw,relatime - ext4 /dev/mapper/vg-root rw`;
const mountinfo = (root: string, ...more: readonly string[]) => ({
  '/proc/self/mountinfo': [`500 400 ${root}`, ...more].join('\n'),
});
const overlay = (options: string) => `0:60 / / rw,relatime - overlay overlay rw,${options}`;

/** What containers show that name no engine, with its name as far as it can be told. */
export const containers: readonly (readonly [what: string, name: string, files: Files])[] = [
  [
    'of containerd, alone with cgroup v2',
    'containerd',
    {
      ...unnamed,
      ...mountinfo(
        overlay(
          `lowerdir=${snapshots}/12/fs:${snapshots}/11/fs,upperdir=${snapshots}/13/fs,workdir=${snapshots}/13/work`,
        ),
      ),
    },
  ],
  [
    'of containerd in a pod',
    'Kubernetes',
    {
      ...unnamed,
      ...mountinfo(
        overlay(`lowerdir=${snapshots}/12/fs,upperdir=${snapshots}/13/fs`),
        fromHost('/etc/hosts', '/var/lib/kubelet/pods/5f/etc-hosts'),
        fromHost('/etc/hostname', '/var/lib/containerd/io.containerd.grpc.v1.cri/sandboxes/5f'),
        '520 500 0:61 / /run/secrets/kubernetes.io/serviceaccount ro,relatime - tmpfs tmpfs rw',
      ),
    },
  ],
  [
    'of Docker with the image store of containerd, and nothing else',
    'Docker',
    { ...unnamed, ...mountinfo(overlay('lowerdir=/var/lib/docker/overlay2/l/A:/var/lib/docker/overlay2/l/B')) },
  ],
  [
    'of rootless Podman',
    'Podman',
    { ...unnamed, ...mountinfo(overlay('lowerdir=/home/ada/.local/share/containers/storage/overlay/l/A')) },
  ],
  ['with layers at unknown paths', '', { ...unnamed, ...mountinfo(overlay('lowerdir=12/fs:11/fs')) }],
  [
    'without layers, with files of its host',
    '',
    {
      ...unnamed,
      ...mountinfo(
        '0:42 /snapshots/12 / rw,relatime - btrfs /dev/mapper/vg-root rw',
        fromHost('/etc/hosts', '/srv/pods/5f'),
        fromHost('/etc/resolv.conf', '/srv/pods/5f'),
      ),
    },
  ],
  [
    'in a control group that is not the top one',
    '',
    {
      ...unnamed,
      ...mountinfo('254:1 /srv/5f / rw - ext4 /dev/mapper/vg-root rw'),
      '/sys/fs/cgroup/cgroup.type': 'domain\n',
    },
  ],
  ['of CRI-O', 'CRI-O', { ...unnamed, '/proc/1/cgroup': '0::/machine.slice/crio-5f.scope\n' }],
  ['that names itself for its programs', 'podman', { ...unnamed, '/run/host/container-manager': 'podman\n' }],
];

/** What looks similar and is a computer of its own. */
export const noContainers: readonly (readonly [what: string, files: Files])[] = [
  [
    'a root of ostree',
    {
      ...laptop,
      ...mountinfo(
        '0:33 / / ro,relatime - overlay composefs ro,lowerdir+=/run/ostree/.private/cfsroot-lower',
        '41 500 254:1 / /sysroot ro,relatime - ext4 /dev/mapper/vg-root rw',
      ),
    },
  ],
  [
    'a board with a read-only root',
    {
      ...laptop,
      ...mountinfo(
        '0:33 / / rw,relatime - overlay overlay rw,lowerdir=/media/root-ro,upperdir=/media/root-rw/overlay',
        '41 500 254:1 / /media/root-ro ro,relatime - ext4 /dev/mapper/vg-root rw',
      ),
    },
  ],
  [
    'a system whose settings are mounted',
    {
      ...laptop,
      ...mountinfo(
        '254:1 / / rw,relatime - ext4 /dev/mapper/vg-root rw',
        fromHost('/etc/hosts', '/system-data/etc'),
        fromHost('/etc/hostname', '/system-data/etc'),
      ),
    },
  ],
  [
    'a program in a snap',
    {
      ...laptop,
      ...mountinfo(
        '7:3 / / ro,relatime - squashfs /dev/loop3 ro',
        '41 500 254:1 / /var/lib/snapd/hostfs rw,relatime - ext4 /dev/mapper/vg-root rw',
      ),
      '/sys/dev/block/7:3': { link: '../../devices/virtual/block/loop0' },
    },
  ],
  ['a system without systemd', { ...laptop, '/proc/1/cgroup': '0::/\n' }],
];
