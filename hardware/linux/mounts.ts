import type { SystemFiles } from './files.ts';

export interface Mount {
  readonly at: string;
  /** `major:minor`; major 0 where the file system is on no single device. */
  readonly device: string;
  readonly kind: string;
  readonly source: string;
}

/** What is mounted for this process, in the order in which it was (proc_pid_mountinfo(5)). */
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
