import type { MachineSurvey, Observation } from '../../src/machine/survey.ts';
import { linuxAdapters } from './adapters.ts';
import { linuxDisks } from './disks.ts';
import { type SystemFiles, systemFiles } from './files.ts';
import { isOwnSystem, isWsl, linuxSurroundings } from './surroundings.ts';

/** Surveys a Linux machine. @param root folder of the system's files */
export function surveyLinux(root = '/'): MachineSurvey {
  return surveyFiles(systemFiles(root));
}

/**
 * Surveys a Linux machine, from files only. All users may read `/etc/machine-id`, disks and adapters; only root may read
 * UUID and board, which come from the firmware.
 */
export function surveyFiles(files: SystemFiles): MachineSurvey {
  const surroundings = linuxSurroundings(files);
  // Boards without firmware tables, such as the Raspberry Pi, have a device tree.
  return {
    surroundings,
    os: isOwnSystem(surroundings)
      ? firstOf(files.read('/etc/machine-id'), files.read('/var/lib/dbus/machine-id'))
      : { outcome: 'container' },
    system: files.read('/sys/class/dmi/id/product_uuid'),
    board: firstOf(
      files.read('/sys/class/dmi/id/board_serial'),
      files.read('/sys/firmware/devicetree/base/serial-number'),
    ),
    disks: linuxDisks(files, surroundings.kind === 'container'),
    adapters: linuxAdapters(files, isWsl(files)),
  };
}

function firstOf(one: Observation, other: Observation): Observation {
  return one.outcome === 'missing' || (one.outcome === 'read' && one.value === '') ? other : one;
}
