import type { MachineSurvey } from '../src/machine/survey.ts';
import { surveyLinux } from './linux/survey.ts';
import { surveyMacos } from './macos/survey.ts';
import { runProgram } from './run.ts';
import { surveyWindows } from './windows/survey.ts';

const emptySurvey: MachineSurvey = {
  surroundings: { kind: 'hardware', name: '' },
  os: { outcome: 'missing' },
  system: { outcome: 'missing' },
  board: { outcome: 'missing' },
  disks: [],
  adapters: [],
};

/** Looks at the machine on which this runs. On a system that it does not know it sees nothing, and says so. */
export function surveyThisMachine(): MachineSurvey {
  switch (process.platform) {
    case 'linux':
      return surveyLinux();
    case 'win32':
      return surveyWindows(runProgram, process.env.SystemRoot ?? 'C:\\Windows');
    case 'darwin':
      return surveyMacos(runProgram);
    default:
      return emptySurvey;
  }
}
