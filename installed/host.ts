import { homedir, userInfo } from 'node:os';
import { isAbsolute } from 'node:path';
import { systemCode } from '../files/systemCode.ts';
import type { MachineSurvey } from '../src/machine/survey.ts';
import { InstallationError } from './installationError.ts';

/** What decides where files are on this computer. */
export interface Host {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  /** The user's home folder, absolute; null if the account has none. */
  readonly home: string | null;
}

/** What is read of the machine itself. */
export interface MachineSystem extends Host {
  readonly now: Date;
  survey(): MachineSurvey;
}

/** @returns the computer and the account of this process */
export function thisHost(environment: Host['environment'] = process.env): Host {
  return { environment, platform: process.platform, home: homeFolder() };
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
 * @throws InstallationError `home-missing`
 */
export function homeOf({ home }: Pick<Host, 'home'>): string {
  if (home === null) throw new InstallationError('home-missing');
  return home;
}
