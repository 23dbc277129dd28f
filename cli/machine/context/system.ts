import { homedir } from 'node:os';
import { surveyThisMachine } from '../../../hardware/survey.ts';
import type { MachineSurvey } from '../../../src/machine/survey.ts';
import { carriedProfile } from '../../carried.ts';

/** What the commands see of the world outside. */
export interface System {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  /** The user's own folder. */
  readonly home: string;
  readonly now: Date;
  /** The vendor profile that came with the tool, JSON text; null when none did. */
  readonly carriedProfile: string | null;
  survey(): MachineSurvey;
}

export function thisSystem(): System {
  return {
    environment: process.env,
    platform: process.platform,
    home: homedir(),
    now: new Date(),
    carriedProfile: carriedProfile(),
    survey: surveyThisMachine,
  };
}
