/** What came of looking for one identifier. */
export type Observation =
  | { readonly outcome: 'read'; readonly value: string }
  /** The system has no such thing, or does not tell. */
  | { readonly outcome: 'missing' }
  /** There is one, and this account may not read it. */
  | { readonly outcome: 'no-rights' }
  /** There is one, and it belongs to a container or its image: copied with it, or made anew with each start. */
  | { readonly outcome: 'container' };

/** A disk, whole, not a partition. */
export interface Disk {
  /** As the system calls it, for example `nvme0n1`. */
  readonly name: string;
  /** Whether the operating system, or a part of it, lies on it. */
  readonly holdsSystem: boolean;
  /** A stick or a disk on a cable: in another machine tomorrow. */
  readonly isRemovable: boolean;
  readonly serial: Observation;
}

/** A network adapter. */
export interface Adapter {
  /** As the system calls it, for example `eth0` or `Ethernet 2`. */
  readonly name: string;
  /** What more the system says of it; a maker's name for the device, or nothing. */
  readonly description: string;
  /** Its own MAC where the system tells that, else the one in use; in any spelling. */
  readonly address: string;
  /** Whether there is a device on a bus behind it. */
  readonly isPhysical: boolean;
  readonly isRemovable: boolean;
  /** Whether the system itself has made up the address. */
  readonly isRandom: boolean;
  /** Where it sits, for example its path on the bus: decides which is the first. */
  readonly position: string;
}

/** Where a system runs. It decides how much its identifiers are worth. */
export interface HostEnvironment {
  readonly kind: 'hardware' | 'virtual-machine' | 'container';
  /** Such as `VMware` or `Docker`; empty where nothing is known of it. */
  readonly name: string;
}

/** What a collector saw of one machine. Everything in it is as the system spells it; nothing of it leaves the machine. */
export interface MachineSurvey {
  readonly surroundings: HostEnvironment;
  readonly os: Observation;
  readonly system: Observation;
  readonly board: Observation;
  readonly disks: readonly Disk[];
  readonly adapters: readonly Adapter[];
}
