import { roughly } from '../duration.ts';

/** @returns a length of time in words, `about 15 minutes` */
export function about(seconds: number): string {
  const { count, unit } = roughly(seconds);
  return `about ${count} ${count === 1 ? unit : `${unit}s`}`;
}
