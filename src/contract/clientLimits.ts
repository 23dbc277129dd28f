import { fileLimits } from '../documents/fileLimits.ts';

/** Limits of the pages' calls. Each is a constant of its own, so that a page loads only those that it uses. */

/** Largest answer to an order or a return, in bytes: a license and a keyset. */
export const answerBytes = 2 * fileLimits.document;
/** Largest JSON answer of the admin API, in bytes: the serial numbers of the largest order take 1.3 MB. */
export const adminAnswerBytes = 4 * 1024 * 1024;

/** How long to wait for short answers, such as the check whether the service can be reached, in milliseconds. */
export const catalogTimeout = 20_000;
/** How long to wait for any other answer, in milliseconds. The service gives up on a call after 30 seconds as well. */
export const callTimeout = 30_000;
/** How long to wait for a complete table, in milliseconds. */
export const exportTimeout = 600_000;

/** How long to wait before the next attempt when an answer does not say, in seconds. */
export const defaultRetrySeconds = 5;
