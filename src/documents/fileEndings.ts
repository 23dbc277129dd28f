/** File endings that no vendor chooses: only Keyferry's own pages and commands exchange these files. */

/** Of activation receipts. */
export const activationEnding = '.licact';
/** Of an export: everything that a device carries, for another device. */
export const exportEnding = '.keyferry';
