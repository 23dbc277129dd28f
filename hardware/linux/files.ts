import { readdirSync, readFileSync, realpathSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { systemCode } from '../../files/systemCode.ts';
import type { Observation } from '../../src/machine/survey.ts';

/** The system's files, below `/` or, in tests, below another folder. */
export interface SystemFiles {
  /** @param path absolute, without the root */
  read(path: string): Observation;
  /** @returns the text without surrounding white space; empty if it cannot be read */
  text(path: string): string;
  /** @returns sorted names in a folder; none if it is missing */
  list(path: string): readonly string[];
  /** @returns the path behind all links; null if there is none */
  follow(path: string): string | null;
  has(path: string): boolean;
}

export function systemFiles(root: string): SystemFiles {
  const base = realpathSync.native(root);
  const at = (path: string) => join(base, path);

  function read(path: string): Observation {
    try {
      // SCSI serial numbers follow binary bytes.
      return { outcome: 'read', value: readFileSync(at(path), 'latin1').trim() };
    } catch (error) {
      const reason = systemCode(error);
      if (reason === null) throw error;
      return { outcome: reason === 'EACCES' || reason === 'EPERM' ? 'no-rights' : 'missing' };
    }
  }

  return {
    read,
    text(path) {
      const observed = read(path);
      return observed.outcome === 'read' ? observed.value : '';
    },
    list: (path) => attempt(() => readdirSync(at(path)).sort()) ?? [],
    follow(path) {
      const led = attempt(() => realpathSync.native(at(path)));
      return led === null ? null : `/${relative(base, led).split(sep).join('/')}`;
    },
    has: (path) => attempt(() => realpathSync.native(at(path))) !== null,
  };
}

function attempt<Result>(work: () => Result): Result | null {
  try {
    return work();
  } catch (error) {
    if (systemCode(error) === null) throw error;
    return null;
  }
}
