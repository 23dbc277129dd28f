import type { BindingComponent } from '../../src/documents/bindings.ts';
import type { ComponentOutcome } from '../../src/machine/identity.ts';
import type { HostEnvironment } from '../../src/machine/survey.ts';
import { componentNames } from '../../src/messages/en/refusals.ts';
import { dayIn } from '../../src/messages/refusalText.ts';

const day = dayIn('en');
const on = (instant: string) => day(instant) ?? instant;
const days = (count: number) => `${count} ${count === 1 ? 'day' : 'days'}`;

/** Lines of a name and what there is to say of it. */
export function table(rows: readonly (readonly [name: string, text: string])[]): string {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, text]) => `  ${name.padEnd(width)}   ${text}\n`).join('');
}

/** What the commands on the machine say when all is well. */
export const machineWords = {
  none: 'This command takes no file.',
  fileNeeded: 'Which file? Give exactly one.',
  oneFile: 'Give one license file, or none to install the one that is kept.',
  yesNeeded: 'Giving a license back cannot be undone. Say so with --yes, or run this at a terminal, which asks.',

  component: (component: BindingComponent) => componentNames[component] ?? component,
  outcomes: {
    missing: 'not sent: this machine shows none',
    placeholder: 'not sent: its maker has left a placeholder, which many machines share',
    'no-rights': 'not sent: only an administrator may read it',
    container: 'not sent: it is the container’s, made anew with it',
  } satisfies Record<Exclude<ComponentOutcome, 'read'>, string>,
  noRightsHint:
    'As an administrator (sudo) this machine shows more of itself, and its license bears more changes of hardware. A request ' +
    'of another user is another installation.',
  weak: 'Fewer than three components were found: the request says so, and the vendor may not accept it.',
  surroundings: ({ kind, name }: HostEnvironment) =>
    kind === 'container'
      ? `This is a container (${name}). What it shows is the machine beneath it; on another one, a license made here does not hold.`
      : `This is a virtual machine${name && ` (${name})`}. What it shows goes along where it is copied, and may change where it is moved.`,

  wroteRequest: (path: string, phrase: string) =>
    `Wrote ${path}. Check phrase: ${phrase}\n\nThis leaves the machine, and nothing else:\n`,
  requestProduct: 'product',
  requestMade: 'made at',
  byThisClock: (instant: string) => `${instant}, by this machine’s clock`,
  requestKey: 'installation key',
  keyOf: (name: string) => `public half; the machine’s name by it is ${name}`,
  requestKeyset: 'key list held',
  hashed: (value: string) => `${value}, a hash for this product alone`,
  nextRequest:
    'Next: carry the file to a device with internet, and bring the license back: keyferry machine activate FILE',

  activated: (product: string) => `${product} is activated.\n`,
  licenseKept: 'kept',
  licenseAt: 'installed',
  nowhere: 'nowhere: neither the vendor profile nor --to names a place where the product reads it',
  unremembered:
    'Nothing could be kept in this user’s own folders, so a clock that is set back later may go unnoticed. The license holds.',
  storageError: (path: string, reason: string) =>
    `The license is in its place. A second copy could not be kept (${path}: ${reason}).`,

  product: 'product',
  state: 'state',
  licenseType: 'license',
  typeFor: (type: string, holder: string) => (holder === '' ? type : `${type}, for ${holder}`),
  serial: 'serial number',
  features: 'features',
  until: 'until',
  noEnd: 'no end',
  renewal: 'renewal',
  renewalFrom: (instant: string, isDue: boolean) => (isDue ? `due since ${on(instant)}` : `from ${on(instant)}`),
  on,
  machine: 'machine',
  boundToKey: 'bound to this installation alone, to no hardware',
  matching: (equal: number, bound: number, required: number) =>
    `${equal} of ${bound} components match; ${required} are needed`,
  matches: {
    same: 'matches',
    changed: 'changed',
    missing: 'not found',
    placeholder: 'not found',
    'no-rights': 'only an administrator may read it',
    container: 'the container’s own',
  },
  returned: (instant: string) => `given back on ${on(instant)}`,
  states: {
    active: () => 'active',
    'expires-soon': (left: number) => `active, ends in ${days(left)}`,
    grace: (until: string) => `ended; goes on until ${on(until)}`,
    'clock-suspect': (now: string, floor: string) =>
      `the clock is suspect: it shows ${now}, and ${floor} has passed already. Set date, time and time zone right. If ` +
      'they are right, the clock ran ahead once: a license requested now clears it.',
    refused: 'refused',
    none: 'no license',
  },
  notInPlace: (path: string) => `not in its place, ${path}. Run “keyferry machine activate” without a file.`,

  givingBack: (type: string, product: string) =>
    `The ${type} license of ${product} on this machine is given back. It cannot be used here any more.`,
  typeYes: 'Type yes to give it back: ',
  wroteReceipt: (path: string) =>
    `Given back. Wrote ${path}.\nNext: carry it to a device with internet and hand it to the vendor. Until then the seat stays taken.\n`,
  receiptAgain: (path: string) => `This license was given back before. Wrote its receipt again: ${path}.\n`,
  leftBehind: (path: string, reason: string) =>
    `${path} could not be removed (${reason}). It holds no more; remove it as an administrator.`,

  wizard: {
    title: (product: string) => `The wizard for ${product} runs on this machine.`,
    open: 'Open this address in a browser on this machine. It works once:',
    opening: 'Your browser opens. If it does not, open this address on this machine. It works once:',
    goesTo: (path: string) => `The license goes to ${path}.`,
    goesNowhere: (kept: string) =>
      `Neither the vendor profile nor --to names a place where the product reads its license. It is kept in ${kept}.`,
    later: 'Once the license is there, an administrator puts it in its place with:',
    stop: 'To stop, press Ctrl-C. Nothing is lost by that.',
  },
  notStopped: 'It did not stop as it should. What was kept is safe.',

  part: (number: number, count: number) => `Document ${number} of ${count}`,
  kind: 'what it is',
  kinds: {
    request: 'a license request',
    license: 'a license',
    keyset: 'a list of the vendor’s keys',
    return: 'a return receipt',
    'unity-request': 'a license request of Unity (.alf)',
    'unity-license': 'a license of Unity (.ulf)',
    'unity-named-user': 'a named user license of Unity (.xml)',
    'web-page': 'a web page',
    empty: 'nothing: the file is empty',
    unknown: 'something else than a document of ours',
  },
  intact: 'intact',
  intactYes: 'yes: not a byte was changed since it was signed',
  intactUnknown: 'unknown: only with the vendor’s keys can that be told. Give --profile FILE.',
  intactForeign: 'unknown: only its own vendor’s program can tell. Carry it as it is.',
  trouble: 'trouble',
  signedBy: 'signed by',
  phrase: 'check phrase',
  machineName: 'machine',
  components: 'components',
  strength: 'binding',
  issued: 'issued',
  version: 'version',
  versionEpoch: (version: number, epoch: number) => `${version}, epoch ${epoch}`,
  keys: 'keys',
  keysListed: (count: number, revoked: number) => `${count} listed, ${revoked} revoked`,
  licenseId: 'license id',
  counter: 'counter',
  here: 'here',
} as const;
