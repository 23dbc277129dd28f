import type { BindingComponent } from '../../../src/documents/bindings.ts';
import { componentNames } from '../../../src/messages/en/parts/componentNames.ts';
import { endDateIn } from '../../../src/messages/endDate.ts';
import { dayIn } from '../../../src/messages/refusalText.ts';

const dayText = dayIn('en');
const day = (instant: string) => dayText(instant) ?? instant;
const end = endDateIn('en', 'long');
const days = (count: number) => `${count} ${count === 1 ? 'day' : 'days'}`;

/** Names of what documents contain. */
export const documentTexts = {
  product: 'product',
  createdAt: 'created at',
  byThisClock: (instant: string) => `${instant}, by this machine’s clock`,
  fingerprint: 'fingerprint',
  machine: 'computer ID',
  component: (component: BindingComponent) => componentNames[component] ?? component,
} as const;

/** What is said of a license on this machine. */
export const licenseTexts = {
  /** An instant as a date; the instant itself if it is no date. */
  day,
  /** An exclusive end as the last day on this computer's calendar. */
  end,
  state: 'state',
  states: {
    active: () => 'active',
    'expires-soon': (left: number) => `active, ends in ${days(left)}`,
    grace: (until: string) => `ended; usable until ${end(until)}`,
    'clock-suspect': (now: string, floor: string) =>
      `the clock is suspect: it shows ${now}, earlier than ${floor}, which was recorded before. Correct the date, time and time zone. If ` +
      'they are correct, the clock was ahead once: request a new license.',
    refused: 'refused',
    none: 'no license',
  },
  licenseType: 'license',
  typeFor: (type: string, holder: string) => (holder === '' ? type : `${type}, for ${holder}`),
  serial: 'serial number',
  features: 'features',
  until: 'until',
  noEnd: 'no end',
  renewal: 'renewal',
  renewalFrom: (instant: string, isDue: boolean) => (isDue ? `due since ${day(instant)}` : `from ${day(instant)}`),
  renew: 'renew',
  renewHow: 'run “keyferry machine request”, then bring the new license back',
  boundToKey: 'bound to this installation only, not to hardware',
  matching: (equal: number, bound: number, required: number) =>
    `${equal} of ${bound} components match; ${required} are needed`,
  matches: {
    same: 'matches',
    changed: 'changed',
    missing: 'not found',
    placeholder: 'not found',
    'no-rights': 'only an administrator may read it',
    container: 'belongs to the container',
    changing: 'changes by itself',
  },
  licenseFile: 'license file',
  timeNotStored:
    'Nothing could be stored in this user’s folders, so setting the clock back may go unnoticed. The license is valid.',
} as const;
