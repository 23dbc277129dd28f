import type { SystemFiles } from './files.ts';

export interface Mount {
  readonly at: string;
  /** `major:minor`; major 0 if the file system is not on a single device. */
  readonly device: string;
  readonly kind: string;
  readonly source: string;
  /** Options of the file system, such as the layers of an overlay. */
  readonly options: string;
}

/** Lists what is mounted for this process, in order of mounting (proc_pid_mountinfo(5)). */
export function mounts(files: SystemFiles): readonly Mount[] {
  return files
    .text('/proc/self/mountinfo')
    .split('\n')
    .flatMap((line) => {
      const [before = '', behind = ''] = line.split(' - ');
      const [, , device, , at] = before.split(' ');
      const [kind, source, options = ''] = behind.split(' ');
      if (!device || !at || !kind || !source) return [];
      return [{ at: unescaped(at), device, kind, source: unescaped(source), options: unescaped(options) }];
    });
}

/** @returns what is mounted at a path: the last mount hides earlier ones */
export function mountAt(mounted: readonly Mount[], path: string): Mount | undefined {
  return mounted.filter(({ at }) => at === path).at(-1);
}

function unescaped(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
}
