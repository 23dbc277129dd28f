import { USUAL_ROWS } from '../vendor/options.ts';

const common = `      --data FOLDER     the data folder (default: KEYFERRY_DATA, else .keyferry); DATABASE_URL names a database instead
  -h, --help            this text
`;

const naming = `ACTIVATION is the id of a license or of a request, the short code that machine and phone show for a request (K7QM-2X), or
the name of a machine (K7QM-2X3Y). Of several licenses on one seat, the newest is meant.
`;

const filters = `      --type ID         of one license type
      --state STATE     active, released (the seat was given up) or flagged (two machines seemed to share it)
      --limit N         how many (default ${USUAL_ROWS})
      --json            as JSON
${common}`;

export const listHelp = `Usage: keyferry activations list [OPTIONS]

Lists activations, the newest first; released and flagged seats by when that happened.

${filters}`;

export const searchHelp = `Usage: keyferry activations search TEXT [OPTIONS]

Finds activations by whatever somebody can name: the last group of a serial number, how the holder's name begins, the short
code of a request, the name of a machine or its whole installation key, the id of a license or request.

${filters}`;

export const showHelp = `Usage: keyferry activations show ACTIVATION [OPTIONS]

Shows a license's facts, its seat and what happened there, and the serial number's seats; not the license itself.
${naming}
  -o, --output FILE     write the license as it was handed out, to a file that only you can read
      --force           replace a file that exists
      --json            as JSON
${common}`;

export const releaseHelp = `Usage: keyferry activations release ACTIVATION [OPTIONS]

Frees the seat of a machine that is dead or lost, so that another one can have it. Should that machine still run, its license
goes on being good there: a machine without a network cannot be told otherwise.
${naming}
      --json            as JSON
${common}`;

export const reissueHelp = `Usage: keyferry activations reissue ACTIVATION [OPTIONS]

Writes the license of a machine that has lost it: the same one while machines accept it, else a new one under the key that
signs now, on the same seat.
${naming}
  -o, --output FILE     write to a file that only you can read (default: standard output)
      --force           replace a file that exists
      --json            say what was done as JSON; needs -o
${common}
The keystore's passphrase comes from KEYFERRY_PASSPHRASE, KEYFERRY_PASSPHRASE_FILE, or is asked for at the terminal.
`;

export const exportHelp = `Usage: keyferry activations export [OPTIONS]

Writes all activations as a table (CSV, RFC 4180), the oldest first, without the licenses. What begins like a formula gets an
apostrophe in front, so that no spreadsheet calculates it.

  -o, --output FILE     write to a file that only you can read (default: standard output)
      --force           replace a file that exists
      --json            a line of JSON for each instead
${common}`;
