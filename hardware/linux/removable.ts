import { dirname } from 'node:path';
import type { SystemFiles } from './files.ts';

/**
 * Whether a device can be unplugged, alone or with the dock that it is in. The kernel says so of devices behind external
 * ports (sysfs-devices-removable); of USB devices that it knows nothing about, all but those of the board can.
 *
 * @param folder of the device in /sys
 */
export function canBeRemoved(files: SystemFiles, folder: string): boolean {
  for (let at = folder; at.startsWith('/sys/devices/'); at = dirname(at)) {
    const removable = files.text(`${at}/removable`);
    if (removable === 'removable') return true;
    const isOnBoard = removable === 'fixed' || files.has(`${at}/of_node`);
    if (usbDevice.test(at) && !isOnBoard) return true;
  }
  return false;
}

/** `1-2` or `1-2.4`: a device by its port, neither the bus nor an interface. */
const usbDevice = /\/\d+-[\d.]+$/;
