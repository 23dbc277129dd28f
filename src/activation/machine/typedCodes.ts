import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { machineDigest } from '../../documents/byCode/machineDigest.ts';
import { exactDocumentsIn } from '../../documents/heal/exactDocuments.ts';
import { machineId } from '../../documents/machineId.ts';
import { type RequestFields, readRequest } from '../../documents/request.ts';
import type { RefusalCode } from '../../refusal.ts';
import { writeInstallationCode } from '../../typed/installationCode.ts';
import { licenseFromCode } from '../../typed/licenseFromCode.ts';
import { codeOfReceipt } from '../../typed/returnCode.ts';
import { vocabularyOf } from '../../typed/vocabulary.ts';
import type { Engine } from '../engine.ts';
import { refusalOf } from '../keptRefusal.ts';
import type { OwnActions } from '../parts.ts';
import type { KeptRefusal } from '../records.ts';

/** What was typed of a confirmation code, for one request: another one gets another code. */
interface TypedDraft {
  readonly requestId: string;
  readonly groups: readonly string[];
}

const firstGroupRefusals: ReadonlySet<RefusalCode> = new Set([
  'code-of-another-kind',
  'code-version-unsupported',
  'code-other-machine',
  'code-names-other',
]);

/** Activates this machine, and returns its license, by codes that people carry on paper or by voice. */
export function typedCodeActions(engine: Engine, { machine }: OwnActions) {
  const { vendor, state, show, guarded } = engine;
  const file = computed(() => state.value.machine.request);
  const request = computed(() => file.value && readRequest(file.value));
  const draft = keepTypedCode(engine, request);

  /** @throws Refusal as `licenseFromCode` */
  function rebuild(groups: readonly string[], described: RequestFields): Uint8Array {
    const { profile, keysets } = vendor.of(described.product);
    return licenseFromCode(groups, {
      machine: described,
      vocabulary: vocabularyOf(profile),
      keyset: keysets.current,
    });
  }

  return {
    groups: draft.groups,
    type: draft.keep,

    /** @returns the code of the stored request; null without one */
    installationCode: (): string[] | null => request.value && codeOf(engine, request.value),

    /** @returns the code of the last return; null where it cannot be told by a code */
    returnCode: (): string[] | null => returnCodeOf(engine),

    showInstallationCode: () => show({ at: 'installation-code' }),
    showEntry: () => show({ at: 'confirmation-code' }),
    showReturnCode: () => show({ at: 'return-code' }),

    /** @returns why no code for this machine begins like this; null where one may */
    checkFirst(first: string): KeptRefusal | null {
      if (!request.value) return null;
      try {
        rebuild([first], request.value);
        return null;
      } catch (error) {
        const refusal = refusalOf(error);
        return firstGroupRefusals.has(refusal.code) ? refusal : null;
      }
    },

    /** Puts the license in force that the typed code gives: it is verified like one from a file. */
    activate: (): Promise<void> =>
      guarded(async () => {
        if (!request.value) return;
        const license = rebuild(draft.groups.value, request.value);
        await machine.acceptOwn(exactDocumentsIn(license));
        await draft.keep([]);
      }),
  };
}

/** What is typed survives reload, crash and update. */
function keepTypedCode({ ports, update }: Engine, request: ReadonlySignal<RequestFields | null>) {
  const draft = signal<TypedDraft | null>(null);
  ports.journal.readSetting('typed-code').then(
    (stored) => {
      draft.value ??= readDraft(stored);
    },
    () => {},
  );
  let writing: Promise<void> | null = null;

  async function write(): Promise<void> {
    const written = draft.value;
    try {
      await ports.journal.writeSetting('typed-code', JSON.stringify(written));
      update({ storageError: null });
    } catch (error) {
      update({ storageError: refusalOf(error) });
    }
    writing = draft.value === written ? null : write();
    await writing;
  }

  return {
    groups: computed(() => (draft.value?.requestId === request.value?.requestId ? (draft.value?.groups ?? []) : [])),
    /** A scanner types faster than a disk writes: what is outdated by then is left out. */
    keep(groups: readonly string[]): Promise<void> {
      draft.value = { requestId: request.value?.requestId ?? '', groups };
      writing ??= Promise.resolve().then(write);
      return writing;
    },
  };
}

function readDraft(stored: string | null): TypedDraft | null {
  try {
    const { requestId, groups } = (JSON.parse(stored ?? 'null') ?? {}) as Partial<Record<string, unknown>>;
    const isDraft = typeof requestId === 'string' && Array.isArray(groups);
    return isDraft ? { requestId, groups: groups.filter((group) => typeof group === 'string') } : null;
  } catch {
    return null;
  }
}

function codeOf({ vendor }: Engine, request: RequestFields): string[] {
  return writeInstallationCode({
    vocabulary: vocabularyOf(vendor.of(request.product).profile),
    keysetVersion: request.keysetVersion,
    digest: machineDigest(request),
    machineId: machineId(request.installationKey),
  });
}

function returnCodeOf({ state }: Engine): string[] | null {
  const returned = state.value.machine.returns.at(-1);
  return returned?.receipt ? codeOfReceipt(returned.receipt, returned.hardware) : null;
}
