/** Result of looking for one identifier. */
export type Observation =
  | { readonly outcome: 'read'; readonly value: string }
  /** The system has none, or does not report it. */
  | { readonly outcome: 'missing' }
  /** There is one, but this account may not read it. */
  | { readonly outcome: 'no-rights' }
  /** There is one, but it belongs to a container: it is copied with the image or changes with each start. */
  | { readonly outcome: 'container' }
  /** There is one, but the system makes a new one now and then. */
  | { readonly outcome: 'changing' };

/** A whole disk, not a partition. */
export interface Disk {
  /** Name in the system, for example `nvme0n1`. */
  readonly name: string;
  /** Whether it holds the operating system or a part of it. */
  readonly holdsSystem: boolean;
  /** A USB stick or an external disk, which may be in another machine tomorrow. */
  readonly isRemovable: boolean;
  readonly serial: Observation;
}

/** A network adapter. */
export interface Adapter {
  /** Name in the system, for example `eth0` or `Ethernet 2`. */
  readonly name: string;
  /** The maker's description of the device; may be empty. */
  readonly description: string;
  /** Permanent MAC where the system reports it, else the one in use; in any spelling. */
  readonly address: string;
  /** Whether it is a device on a bus. */
  readonly isPhysical: boolean;
  /** Whether it can be unplugged, alone or with the dock that it is in. */
  readonly isRemovable: boolean;
  /** Whether firmware names it as a part of the main board. */
  readonly isOnboard: boolean;
  /** Whether the address does not last: the system makes a new one now and then. */
  readonly isRandom: boolean;
  /** For example its path on the bus; decides which adapter is the first. */
  readonly position: string;
}

/** Where a system runs; decides how much its identifiers are worth. */
export interface HostEnvironment {
  readonly kind: 'hardware' | 'virtual-machine' | 'container';
  /** For example `VMware` or `Docker`; empty when unknown. */
  readonly name: string;
}

/** What a collector read from one machine, as the system spells it. It does not leave the machine. */
export interface MachineSurvey {
  readonly surroundings: HostEnvironment;
  readonly os: Observation;
  readonly system: Observation;
  readonly board: Observation;
  readonly disks: readonly Disk[];
  readonly adapters: readonly Adapter[];
}
