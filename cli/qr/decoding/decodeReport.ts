import type { Refusal, RefusalCode, RefusalDetails } from '../../../src/refusal.ts';
import { shown } from '../../files.ts';
import { explainRefusal } from '../../refusals/explainRefusal.ts';
import { unreadFormat } from '../../refusals/unreadFormat.ts';
import { printableJson } from '../../terminalText.ts';
import type { Transfer } from './transfers.ts';

/** What a picture or a scanned text contained. */
export interface DecodeSource {
  readonly path: string;
  readonly result: 'read' | 'foreign' | 'without-code' | 'unreadable';
  /** Why a picture is unreadable or without code, or a scanned text foreign, where more is known. */
  readonly problem?: Refusal;
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
  problems: {
    'picture-format-unsupported': (path: string, { format }: RefusalDetails) =>
      `${unreadFormat(format)} is not read: ${path}`,
    'picture-too-large': (path: string, { megapixels, limit }: RefusalDetails) =>
      `${megapixels} megapixels, more than the ${limit} that are read: ${path}`,
    'picture-cut-short': (path: string) => `Cut short: ${path}`,
    'scanner-keyboard-layout': (path: string) => `Typed for another keyboard: ${path}`,
  } as Partial<Record<RefusalCode, (path: string, details: RefusalDetails) => string>>,
} as const;

/** @returns why something was not restored; empty if everything was */
export function refusalsOf({ restored, incomplete, problems, sources }: DecodeOutcome): readonly RefusalFound[] {
  const missing = incomplete.map(({ id, received, needed }) => {
    return { code: 'parcel-incomplete' as const, details: { transfer: id, received, needed } };
  });
  // A damaged code does not matter if the file is complete without it.
  const serious = problems.filter((code) => code !== 'frame-damaged' || restored.length + missing.length === 0);
  const found = [...missing, ...serious.map((code) => ({ code, details: {} }))];
  return found.length > 0 || restored.length > 0 ? found : [noResult(sources)];
}

function noResult(sources: readonly DecodeSource[]): RefusalFound {
  const results = sources.map(({ result }) => result);
  const typed = sources.find(({ problem }) => problem?.code === 'scanner-keyboard-layout')?.problem;
  if (typed) return { code: typed.code, details: typed.details };
  if (results.includes('foreign')) return { code: 'code-not-ours', details: {} };
  const [problem] = sources.flatMap((source) => source.problem ?? []);
  // What is true of some pictures only stands in their own lines.
  if (problem && sources.every((source) => source.problem?.code === problem.code)) {
    return { code: problem.code, details: problem.details };
  }
  const code = results.every((result) => result === 'unreadable') ? 'picture-unreadable' : 'picture-without-code';
  return { code, details: {} };
}

/** @returns lines about files that were not restored, and pictures without a usable code */
export function problemLines(outcome: DecodeOutcome): readonly string[] {
  const refusals = refusalsOf(outcome);
  // A picture that was not opened may hold a file of which nothing is known.
  if (refusals.length === 0) return outcome.sources.filter(isUnopened).flatMap(uselessLine);
  const useless = outcome.sources.flatMap(uselessLine);
  return [...refusals.map(({ code, details }) => explainRefusal(code, details, 'user')), ...useless];
}

function isUnopened({ problem }: DecodeSource): boolean {
  return problem?.code === 'picture-format-unsupported' || problem?.code === 'picture-too-large';
}

function uselessLine({ path, result, problem }: DecodeSource): readonly string[] {
  if (result === 'read') return [];
  const line = problem && texts.problems[problem.code]?.(shown(path), problem.details);
  return [line ?? texts.results[result](shown(path))];
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
    problems: outcome.sources.flatMap(({ path, problem }) => {
      return problem ? [{ path, code: problem.code, details: problem.details }] : [];
    }),
  };
  return printableJson(report, 2);
}
