import { homedir, userInfo } from 'node:os';
import { isAbsolute } from 'node:path';
import { systemCode } from '../../../files/systemCode.ts';
import { surveyThisMachine } from '../../../hardware/survey.ts';
import type { MachineSurvey } from '../../../src/machine/survey.ts';
import { carriedProfile } from '../../carried.ts';
import { CommandError } from '../../errors.ts';
import type { CommandEnvironment } from '../../framework/command.ts';

/** What the machine commands read of the machine they run on. */
export interface System {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  /** The user's home folder, absolute; null if the account has none. */
  readonly home: string | null;
  readonly now: Date;
  /** The vendor profile inside a single executable, JSON text; null in the tool for Node. */
  readonly carriedProfile: string | null;
  survey(): MachineSurvey;
}

/** The environment of a machine command. */
export interface MachineEnvironment extends CommandEnvironment {
  /** Replaces the machine that the command runs on, for tests. */
  readonly system?: System;
}

/** @returns the machine as it is now */
export function systemOf({ system, variables, now }: MachineEnvironment): System {
  if (system) return system;
  return {
    environment: variables,
    platform: process.platform,
    home: homeFolder(),
    now: now(),
    carriedProfile: carriedProfile(),
    survey: surveyThisMachine,
  };
}

/** As HOME says; if that is no path, as the system lists the account. An account in a container may be in no list. */
function homeFolder(): string | null {
  for (const read of [homedir, () => userInfo().homedir]) {
    try {
      const folder = read();
      if (isAbsolute(folder)) return folder;
    } catch (error) {
      if (systemCode(error) === null) throw error;
    }
  }
  return null;
}

/**
 * @returns the user's home folder
 * @throws CommandError `home-missing`
 */
export function homeOf({ home }: Pick<System, 'home'>): string {
  if (home === null) throw new CommandError('home-missing', {});
  return home;
}
