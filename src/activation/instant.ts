/** @returns the instant as documents write it: UTC, whole seconds, `YYYY-MM-DDTHH:MM:SSZ` */
export function toInstant(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}
