import { roughly } from '../duration.ts';

const units = { second: ['Sekunde', 'Sekunden'], minute: ['Minute', 'Minuten'] } as const;

/** @returns a length of time in words, `etwa 15 Minuten` */
export function about(seconds: number): string {
  const { count, unit } = roughly(seconds);
  const [one, several] = units[unit];
  return `etwa ${count}\u00a0${count === 1 ? one : several}`;
}
