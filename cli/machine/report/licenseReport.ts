import { type LicensedMachine, machineContextOf } from '../../../installed/licensedMachine.ts';
import { type BindingComponent, matchBindings } from '../../../src/documents/bindings.ts';
import { daysUntil, lastDayOf } from '../../../src/documents/lastDay.ts';
import { type LicenseFields, licenseDeclaration } from '../../../src/documents/license.ts';
import { jsonFields } from '../../../src/documents/payload/declaration.ts';
import { isRenewable } from '../../../src/vendor/packedProfiles.ts';
import type { VerifiedLicense } from '../../../src/verify/license.ts';
import type { JudgedFile, LicenseState } from '../../../src/verify/licenseState.ts';
import { standingOf } from '../../../src/verify/standing.ts';
import { termOf } from '../../../src/verify/term.ts';
import { exitCodes } from '../../command.ts';
import { explainRefusal } from '../../refusals/explainRefusal.ts';
import { documentTexts, licenseTexts as texts } from './texts.ts';

/** A name and its value, for `tableOf`. */
export type ReportRow = readonly [name: string, text: string];

/** A valid license on a machine with a suspect clock: scripts decide for themselves. */
const clockSuspectExitCode = 3;

export function exitCodeOf(state: LicenseState): number {
  if (state.state === 'refused') return exitCodes.refused;
  return state.state === 'clock-suspect' ? clockSuspectExitCode : exitCodes.success;
}

export type ComponentState = keyof typeof texts.matches;

/** Compares each component that a license is bound to with this machine. */
export function componentsOf(
  license: LicenseFields,
  { identity }: LicensedMachine,
): readonly { readonly component: BindingComponent; readonly state: ComponentState }[] {
  const { different, absent } = matchOf(license, identity);
  return license.bindings.map(({ component }) => {
    if (different.includes(component)) return { component, state: 'changed' };
    if (!absent.includes(component)) return { component, state: 'same' };
    const outcome = identity.findings.find((finding) => finding.component === component)?.outcome ?? 'missing';
    return { component, state: outcome === 'read' ? 'missing' : outcome };
  });
}

function matchOf({ bindings, requiredBindings }: LicenseFields, { shown }: LicensedMachine['identity']) {
  return matchBindings(bindings, shown, requiredBindings);
}

/** A license that is valid, or one of this machine that only its dates refuse. */
export interface ReportedLicense {
  readonly license: VerifiedLicense;
  /** The time that counts: where the clock was set back, what has certainly passed. */
  readonly now: Date;
}

/** @returns null for a license that is refused for another reason than its dates */
export function licenseOf({ state, file }: JudgedFile, machine: LicensedMachine): ReportedLicense | null {
  const { now } = machine.system;
  if (state.state === 'clock-suspect') return { license: state.license, now: new Date(state.floor) };
  if (state.state !== 'refused') return { license: state.license, now };
  if (state.code !== 'license-expired' && state.code !== 'license-not-yet-valid') return null;
  const counted = new Date(String(state.details.now));
  return { license: standingOf(file, { ...machineContextOf(machine), now: counted }).license, now: counted };
}

/** @returns a license's state for `--json`: dates are instants, absent values are null */
export function stateForScripts(judged: JudgedFile, machine: LicensedMachine): object {
  const { state } = judged;
  const reported = licenseOf(judged, machine);
  return {
    state: state.state,
    ...(state.state === 'refused' && { code: state.code, details: state.details }),
    ...(state.state === 'clock-suspect' && { now: state.now, floor: state.floor }),
    ...(state.state === 'grace' && { graceUntil: state.graceUntil }),
    ...(reported && factsForScripts(reported, machine)),
  };
}

function factsForScripts({ license, now }: ReportedLicense, machine: LicensedMachine): object {
  const { stopDate } = license;
  const components = componentsOf(license, machine);
  const { needed, equal } = matchOf(license, machine.identity);
  return {
    daysLeft: stopDate === undefined ? null : daysUntil(stopDate, now),
    lastDay: stopDate === undefined ? null : lastDayOf(stopDate).day,
    renewalDue: isToRenew(license, machine, now),
    license: jsonFields(licenseDeclaration, license),
    machine: {
      required: needed,
      equal,
      components: Object.fromEntries(components.map((one) => [one.component, one.state])),
      surroundings: machine.surroundings.kind,
    },
  };
}

export function stateRow(state: LicenseState): ReportRow {
  const { states } = texts;
  switch (state.state) {
    case 'active':
      return [texts.state, states.active()];
    case 'expires-soon':
      return [texts.state, states['expires-soon'](state.daysLeft)];
    case 'grace':
      return [texts.state, states.grace(state.graceUntil)];
    case 'clock-suspect':
      return [texts.state, states['clock-suspect'](state.now, state.floor)];
    case 'refused':
      return [texts.state, `${states.refused}. ${explainRefusal(state.code, state.details, 'user')}`];
  }
}

/** @returns what a license grants, how long, and how it matches this machine; nothing for another machine's */
export function licenseRows(judged: JudgedFile, machine: LicensedMachine): readonly ReportRow[] {
  const reported = licenseOf(judged, machine);
  if (!reported) return [];
  const { license, now } = reported;
  const { updateDate } = license;
  return [
    [texts.licenseType, texts.typeFor(license.licenseType, license.holder)],
    ...(license.serialMasked === undefined ? [] : [[texts.serial, license.serialMasked] as const]),
    ...(license.features.length === 0 ? [] : [[texts.features, license.features.join(', ')] as const]),
    [texts.until, license.stopDate === undefined ? texts.noEnd : texts.end(license.stopDate)],
    ...(updateDate === undefined ? [] : [renewalRow(updateDate, now)]),
    ...(isToRenew(license, machine, now) ? [[texts.renew, texts.renewHow] as const] : []),
    ...machineRows(license, machine),
  ];
}

function isToRenew(license: LicenseFields, { profile }: LicensedMachine, now: Date): boolean {
  return termOf(license, now).term !== 'running' && isRenewable(profile, license.licenseType);
}

function renewalRow(updateDate: string, now: Date): ReportRow {
  return [texts.renewal, texts.renewalFrom(updateDate, now.toISOString() >= updateDate)];
}

function machineRows(license: LicenseFields, machine: LicensedMachine): readonly ReportRow[] {
  const components = componentsOf(license, machine);
  if (components.length === 0) return [[documentTexts.machine, texts.boundToKey]];
  const { needed, equal } = matchOf(license, machine.identity);
  return [
    [documentTexts.machine, texts.matching(equal, components.length, needed)],
    ...components.map(
      ({ component, state }): ReportRow => [`  ${documentTexts.component(component)}`, texts.matches[state]],
    ),
  ];
}
