import { readFileSync } from 'node:fs';

/** What a camera sees that looks at nothing: a gray JPEG of 1280x720. */
export const blankPicture: Uint8Array = readFileSync(new URL('blank.jpg', import.meta.url));
