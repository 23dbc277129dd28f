import type { RefusalCode, RefusalDetails } from '../../../src/refusal.ts';
import { shown } from '../../files.ts';
import { explainRefusal } from '../../refusals/explainRefusal.ts';
import { printableJson } from '../../terminalText.ts';
import type { Transfer } from './transfers.ts';

/** What a picture or a scanned text contained. */
export interface DecodeSource {
  readonly path: string;
  readonly result: 'read' | 'foreign' | 'without-code' | 'unreadable';
}

/** A file that was written. */
export interface RestoredFile {
  readonly transfer: Transfer;
  /** Null: standard output. */
  readonly path: string | null;
}

/** The result of a decode command. */
export interface DecodeOutcome {
  readonly restored: readonly RestoredFile[];
  readonly incomplete: readonly Transfer[];
  readonly problems: readonly RefusalCode[];
  readonly sources: readonly DecodeSource[];
}

export interface RefusalFound {
  readonly code: RefusalCode;
  readonly details: RefusalDetails;
}

const texts = {
  restored: (path: string, bytes: number, codes: number) =>
    `Restored ${path}: ${bytes} ${bytes === 1 ? 'byte' : 'bytes'} from ${codes} ${codes === 1 ? 'code' : 'codes'}.`,
  toStandardOutput: 'to standard output',
  results: {
    foreign: (path: string) => `Not a Keyferry code: ${path}`,
    'without-code': (path: string) => `No code found: ${path}`,
    unreadable: (path: string) => `Not a readable picture: ${path}`,
  },
} as const;

/** @returns why something was not restored; empty if everything was */
export function refusalsOf({ restored, incomplete, problems, sources }: DecodeOutcome): readonly RefusalFound[] {
  const missing = incomplete.map(({ id, received, needed }) => {
    return { code: 'parcel-incomplete' as const, details: { transfer: id, received, needed } };
  });
  // A damaged code does not matter if the file is complete without it.
  const serious = problems.filter((code) => code !== 'frame-damaged' || restored.length + missing.length === 0);
  const found = [...missing, ...serious.map((code) => ({ code, details: {} }))];
  return found.length > 0 || restored.length > 0 ? found : [{ code: noResultCode(sources), details: {} }];
}

function noResultCode(sources: readonly DecodeSource[]): RefusalCode {
  const results = sources.map(({ result }) => result);
  if (results.includes('foreign')) return 'code-not-ours';
  return results.every((result) => result === 'unreadable') ? 'picture-unreadable' : 'picture-without-code';
}

/** @returns lines about files that were not restored, and pictures without a usable code */
export function problemLines(outcome: DecodeOutcome): readonly string[] {
  const refusals = refusalsOf(outcome);
  if (refusals.length === 0) return [];
  const useless = outcome.sources.flatMap(({ path, result }) => {
    if (result === 'read') return [];
    return [texts.results[result](shown(path))];
  });
  return [...refusals.map(({ code, details }) => explainRefusal(code, details, 'user')), ...useless];
}

/** @returns a line for each written file */
export function restoredLines({ restored }: DecodeOutcome): readonly string[] {
  return restored.map(({ transfer, path }) =>
    texts.restored(
      path === null ? texts.toStandardOutput : shown(path),
      transfer.parcel?.bytes.length ?? 0,
      transfer.codes,
    ),
  );
}

/** @returns the outcome for `--json` */
export function outcomeAsJson(outcome: DecodeOutcome): string {
  const pathsOf = (result: DecodeSource['result']) =>
    outcome.sources.filter((source) => source.result === result).map(({ path }) => path);
  const report = {
    restored: outcome.restored.map(({ path, transfer: { id, codes, parcel } }) => {
      return { path, transfer: id, kind: parcel?.kind, name: parcel?.name ?? null, bytes: parcel?.bytes.length, codes };
    }),
    refusals: refusalsOf(outcome),
    withoutCode: pathsOf('without-code'),
    unreadable: pathsOf('unreadable'),
    foreign: pathsOf('foreign'),
  };
  return printableJson(report, 2);
}
