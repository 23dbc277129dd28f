import type { SystemFiles } from './files.ts';

export interface Mount {
  readonly at: string;
  /** `major:minor`; major 0 if the file system is not on a single device. */
  readonly device: string;
  readonly kind: string;
  readonly source: string;
}

/** Lists what is mounted for this process, in order of mounting (proc_pid_mountinfo(5)). */
export function mounts(files: SystemFiles): readonly Mount[] {
  return files
    .text('/proc/self/mountinfo')
    .split('\n')
    .flatMap((line) => {
      const [before = '', behind = ''] = line.split(' - ');
      const [, , device, , at] = before.split(' ');
      const [kind, source] = behind.split(' ');
      return device && at && kind && source ? [{ at: unescaped(at), device, kind, source: unescaped(source) }] : [];
    });
}

function unescaped(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
}
