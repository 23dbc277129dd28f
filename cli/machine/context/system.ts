import { surveyThisMachine } from '../../../hardware/survey.ts';
import { type MachineSystem, thisHost } from '../../../installed/host.ts';
import { carriedProfile } from '../../carried.ts';
import type { CommandEnvironment } from '../../framework/command.ts';

/** What the machine commands read of the machine they run on. */
export interface System extends MachineSystem {
  /** The vendor profile inside a single executable, JSON text; null in the tool for Node. */
  readonly carriedProfile: string | null;
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
    ...thisHost(variables),
    now: now(),
    carriedProfile: carriedProfile(),
    survey: surveyThisMachine,
  };
}
