/** Formats of which some kinds are read. */
const partlyRead: readonly unknown[] = ['TIFF', 'PDF'];

/** @returns the subject of "... is not read" */
export function unreadFormat(format: unknown): string {
  if (typeof format !== 'string') return 'This kind of picture';
  return partlyRead.includes(format) ? `This kind of ${format}` : format;
}
