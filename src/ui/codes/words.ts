import type { codes as english } from '../../messages/en/codes.ts';

/** Texts about codes, in one language. */
export type CodeWords = typeof english;
