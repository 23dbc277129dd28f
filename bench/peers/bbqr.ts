import { joinQRs, splitQRs, type Version } from 'bbqr';
import type { Showing } from '../showing.ts';

/** @param compress whether to use zlib; otherwise base32 only */
export function inVersion(bytes: Uint8Array, version: number, compress: boolean): Showing {
  const exactly = version as Version;
  const { parts } = splitQRs(bytes, 'B', {
    encoding: compress ? 'Z' : '2',
    minVersion: exactly,
    maxVersion: exactly,
  });
  return {
    blockCount: parts.length,
    codeAt: (place) => parts[place % parts.length] ?? '',
    collect() {
      const seen = new Set<string>();
      return { take: (code) => (seen.add(code).size === parts.length ? joinQRs([...seen]).raw : null) };
    },
  };
}

/** @returns bytes that a code of a version carries; every part but the last is as long */
export function bytesInCode(version: number): number {
  const probe = Uint8Array.from({ length: 20_000 }, (_, at) => at);
  const exactly = version as Version;
  const { parts } = splitQRs(probe, 'B', { encoding: '2', minVersion: exactly, maxVersion: exactly });
  // Eight characters of header, then base32.
  return Math.floor((((parts[0] ?? '').length - 8) * 5) / 8);
}
