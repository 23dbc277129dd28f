import type { MachineSurvey } from '../src/machine/survey.ts';
import { surveyLinux } from './linux/survey.ts';
import { surveyMacos } from './macos/survey.ts';
import { type RunProgram, runProgram, runProgramAsync, tryingTwice } from './run.ts';
import { surveyWindows } from './windows/survey.ts';
import { withoutBlocking } from './withoutBlocking.ts';

/** For an unknown system. */
const emptySurvey: MachineSurvey = {
  surroundings: { kind: 'hardware', name: '' },
  os: { outcome: 'missing' },
  system: { outcome: 'missing' },
  board: { outcome: 'missing' },
  disks: [],
  adapters: [],
};

/**
 * Collects the hardware identifiers of this machine on Linux, Windows and macOS: install id, computer UUID, board serial
 * number, disks and network adapters, and whether it is a virtual machine or a container.
 *
 * Reads files, the registry and the output of system programs; changes nothing, needs no network and no administrator. It can
 * take seconds. What cannot be read is reported as missing or without rights.
 *
 * @returns raw values, which must be hashed before they leave the machine; on an unknown system, everything is missing
 */
export function surveyThisMachine(): MachineSurvey {
  return surveyWith(runProgram);
}

/** As {@link surveyThisMachine}, while the event loop goes on. */
export function surveyThisMachineAsync(): Promise<MachineSurvey> {
  return withoutBlocking(surveyWith, runProgramAsync);
}

function surveyWith(run: RunProgram): MachineSurvey {
  switch (process.platform) {
    case 'linux':
      return surveyLinux();
    case 'win32':
      return surveyWindows(tryingTwice(run), process.env.SystemRoot ?? 'C:\\Windows');
    case 'darwin':
      return surveyMacos(tryingTwice(run));
    default:
      return emptySurvey;
  }
}
