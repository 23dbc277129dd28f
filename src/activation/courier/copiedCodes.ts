import { computed, signal } from '@preact/signals';
import { toInstant } from '../../documents/instant.ts';
import { machineId } from '../../documents/machineId.ts';
import { Refusal } from '../../refusal.ts';
import { checkKind } from '../../typed/codeRefusals.ts';
import { readTypedInstallation, readTypedReturn } from '../../typed/codesForVendor.ts';
import { cleanTyped, pasteGroups, viewEntry } from '../../typed/entry.ts';
import { type CodeKind, checkGroup } from '../../typed/group.ts';
import { type InstallationCode, readInstallationCode, readInstallationHeading } from '../../typed/installationCode.ts';
import { readLongHeading } from '../../typed/longCode.ts';
import { licenseCheck, type ReturnCode } from '../../typed/returnCode.ts';
import { codeInAnyLayout } from '../../typed/scannedCode.ts';
import { productCheck, vocabularyCheck, vocabularyOf } from '../../typed/vocabulary.ts';
import type { VendorProfile } from '../../vendor/profile.ts';
import type { Engine } from '../engine.ts';
import { refusalOf } from '../keptRefusal.ts';
import type { OwnActions } from '../parts.ts';
import { type CarriedReceipt, type CarriedRequest, emptyDraft, type KeptRefusal } from '../records.ts';
import { type Screen, screenOf } from '../screens.ts';
import { licenseIdOf } from './earlierRecords.ts';
import { nameOf } from './requestState.ts';

/** The codes that a person copies from a machine. */
export type CopiedKind = Exclude<CodeKind, 'confirmation'>;

/**
 * Codes that a person copied on paper from a machine that nothing may be carried to: its installation code, which gets a
 * confirmation code, and its return code.
 */
export function copiedCodeActions(engine: Engine, { receipts }: OwnActions) {
  const { state, show, guarded, keepCarriedRequest } = engine;
  const draft = keepCopiedCode(engine);

  /** Takes a complete code in, and shows where it stands. @throws Refusal as `readTypedInstallation` */
  async function takeIn(groups: readonly string[]): Promise<void> {
    const kind = copiedKind(groups);
    const screen = kind === 'installation' ? await takeInstallation(engine, groups) : await takeReturn(engine, groups);
    await draft.keep([]);
    show(screen, 'replace');
    if (kind === 'return') void receipts.sendWaiting();
  }

  return {
    /** As typed, from the first group on. */
    groups: draft.groups,
    /** Which code it is: the first group tells. */
    kind: computed(() => copiedKind(draft.groups.value)),
    type: draft.keep,

    /** Opens the screen on which a code is typed. @param groups typed elsewhere already */
    async begin(groups?: readonly string[]): Promise<void> {
      if (groups) await draft.keep(groups);
      show({ at: 'copied-code' });
    },

    /** @returns why no code that is taken here begins like this; null where one may */
    checkFirst: (first: string): KeptRefusal | null => checkFirst(engine, first),

    /** @returns the machine and product of a complete installation code; null while it is not complete */
    machineOf: (groups: readonly string[]) => machineOf(engine, groups),

    /** Goes on with the typed code. */
    proceed: (): Promise<void> => guarded(() => takeIn(draft.groups.value)),

    /** Opens the form once more: a machine shows the same installation code when it needs another license. */
    orderAgain: (requestId: string): Promise<void> =>
      guarded(async () => {
        await keepCarriedRequest(
          requestId,
          (current) => current && { ...current, stage: 'open', refusal: null, deliveredAt: null, returnedAt: null },
        );
        const found = state.value.carriedRequests.find((one) => one.requestId === requestId);
        if (found) show(screenOf(found));
      }),
  };
}

/** @returns the kind of code that the first group begins; the installation code until that is known */
export function copiedKind([first = '']: readonly string[]): CopiedKind {
  return readLongHeading('return', cleanTyped(first)) ? 'return' : 'installation';
}

/** Characters of the longest text that may be a code: 39 groups, with several separators behind each. */
const longestCode = 400;
/** One group in 32 is right by chance. */
const leastRight = 4;

/**
 * @param text pasted, or typed where another text belongs
 * @returns the groups of a code that a person may have copied, mistakes included; null where it is none
 */
export function copiedCodeIn(text: string): readonly string[] | null {
  if (text.length > longestCode) return null;
  const code = codeInAnyLayout(text);
  const typed = (['installation', 'return'] as const).map((kind) => pasteGroups(kind, [], 0, code).groups);
  return typed.find((groups) => viewEntry(copiedKind(groups), groups).right >= leastRight) ?? null;
}

/** @returns the groups, all of them right, as their writer wrote them */
function canonical(kind: CodeKind, groups: readonly string[]): readonly string[] {
  return groups.map((group, place) => {
    const check = checkGroup(kind, place, group);
    return check.status === 'right' ? check.text : group;
  });
}

/** @returns the first of the page's products that a code may be for */
function productOf(
  { vendor }: Engine,
  code: Pick<InstallationCode, 'product'> & Partial<Pick<InstallationCode, 'vocabulary'>>,
): VendorProfile | null {
  const fitting = vendor.products
    .map(({ profile }) => profile)
    .filter(({ product }) => productCheck(product.id) === code.product);
  // The check of a product is one byte: another product may have the same.
  const exact = fitting.find((profile) => vocabularyCheck(vocabularyOf(profile)) === code.vocabulary);
  return exact ?? fitting[0] ?? null;
}

const otherProduct = ({ vendor }: Engine) => new Refusal('code-other-product', { expected: vendor.profile.product.id });

function checkFirst(engine: Engine, first: string): KeptRefusal | null {
  try {
    const kind = copiedKind([first]);
    const clean = cleanTyped(first);
    checkKind(kind, clean);
    const heading = kind === 'installation' ? readInstallationHeading(clean) : returnHeading(clean);
    if (!heading) return null;
    if (!heading.isSupported) throw new Refusal('code-version-unsupported');
    if (!productOf(engine, heading)) throw otherProduct(engine);
    return null;
  } catch (error) {
    return refusalOf(error);
  }
}

function returnHeading(first: string) {
  const heading = readLongHeading('return', first);
  return heading && { isSupported: heading.isSupported, product: heading.checks[0] };
}

function machineOf(engine: Engine, groups: readonly string[]) {
  const code = viewEntry('installation', groups).isComplete ? readInstallationCode(groups) : null;
  if (code === null || typeof code === 'string') return null;
  const { machineId: machine } = code;
  return {
    machine,
    name: nameOf(machine, engine.state.value.carriedRequests),
    product: productOf(engine, code)?.product.name ?? '',
  };
}

/** The same code continues where it stands. */
async function takeInstallation(engine: Engine, typed: readonly string[]): Promise<Screen> {
  const { ports, state, keepCarriedRequest } = engine;
  const text = typed.join(' ');
  const read = readInstallationCode(typed);
  const product = (typeof read === 'object' ? productOf(engine, read) : null)?.product.id;
  const { machineId: machine } = readTypedInstallation(text, product ?? engine.vendor.profile.product.id);
  const groups = canonical('installation', typed);
  const requestId = groups.join('');
  const fresh: CarriedRequest = {
    requestId,
    product: product ?? '',
    machine,
    name: nameOf(machine, state.value.carriedRequests),
    request: new Uint8Array(),
    code: { groups, answer: null },
    receivedAt: toInstant(ports.now()),
    draft: emptyDraft,
    stage: 'open',
    license: null,
    refusal: null,
    deliveredAt: null,
    returnedAt: null,
  };
  await keepCarriedRequest(requestId, (current) => current ?? fresh);
  return screenOf(state.value.carriedRequests.find((one) => one.requestId === requestId) ?? fresh);
}

/** A code that the service has taken already continues there; one that it refused may have been typed wrong. */
async function takeReturn(engine: Engine, typed: readonly string[]): Promise<Screen> {
  const { ports, state, keepReceipt } = engine;
  const code = readTypedReturn(typed.join(' '));
  const product = productOf(engine, code)?.product.id;
  if (product === undefined) throw otherProduct(engine);
  const machine = 'machineId' in code.machine ? code.machine.machineId : machineId(code.machine.installationKey);
  const id = `${machine}.code.${code.counter}`;
  const fresh: CarriedReceipt = {
    id,
    product,
    machine,
    licenseId: returnedLicense(state.value.carriedRequests, product, machine, code),
    file: new Uint8Array(),
    code: canonical('return', typed),
    receivedAt: toInstant(ports.now()),
    answer: null,
    refusal: null,
  };
  await keepReceipt(id, (current) => (current?.answer ? current : fresh));
  return { at: 'receipt', id };
}

/** @returns id of the license that is returned, where this device fetched it; else empty */
function returnedLicense(
  records: readonly CarriedRequest[],
  product: string,
  machine: string,
  { license }: ReturnCode,
): string {
  const ids = records.flatMap((one) =>
    one.product === product && one.machine === machine ? (licenseIdOf(one) ?? []) : [],
  );
  return ids.find((id) => licenseCheck(id) === license) ?? '';
}

/** What is typed survives reload, crash and update. */
function keepCopiedCode({ ports, update }: Engine) {
  const groups = signal<readonly string[]>([]);
  let isTyped = false;
  ports.journal.readSetting('copied-code').then(
    (stored) => {
      if (!isTyped) groups.value = readGroups(stored);
    },
    () => {},
  );
  return {
    groups,
    async keep(typed: readonly string[]): Promise<void> {
      isTyped = true;
      groups.value = typed;
      try {
        await ports.journal.writeSetting('copied-code', JSON.stringify(typed));
        update({ storageError: null });
      } catch (error) {
        update({ storageError: refusalOf(error) });
      }
    },
  };
}

function readGroups(stored: string | null): readonly string[] {
  try {
    const groups: unknown = JSON.parse(stored ?? '[]');
    return Array.isArray(groups) ? groups.filter((group) => typeof group === 'string') : [];
  } catch {
    return [];
  }
}
