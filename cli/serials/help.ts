import { MOST_LINES } from '../../server/licensing/administration/serialTable.ts';
import { saleLimits } from '../../server/licensing/administration/serialTerms.ts';
import { USUAL_ROWS } from '../vendor/options.ts';

const common = `      --data FOLDER     the data folder (default: KEYFERRY_DATA, else .keyferry); DATABASE_URL names a database instead
  -h, --help            this text
`;

const passphrase = `The keystore's passphrase comes from KEYFERRY_PASSPHRASE, KEYFERRY_PASSPHRASE_FILE, or is asked for at the terminal.
`;

const naming = `SERIAL is its last group (7K2QM, or *****-*****-*****-7K2QM), or its id. With - the whole number is asked for, or read
from standard input, and never shows among the arguments, which others on this computer can see.
`;

export const mintHelp = `Usage: keyferry serials mint --type ID [OPTIONS]

Makes serial numbers. They are shown this once, one a line: the store keeps none in clear, so write them to where they are
sold from: a file is written before the store takes them, and is gone again when it does not.

      --type ID         license type, from the catalog
      --count N         how many, 1 to ${saleLimits.count} (default 1)
      --seats N         on how many machines each may be used, 1 to ${saleLimits.seats} (default 1)
      --term DAYS       a license lasts so long from its issue (default: as the license type says)
      --expires DAY     last day on which it yields licenses, and on which those end (YYYY-MM-DD)
      --feature NAME    granted beyond those of the license type; several times for several
      --holder NAME     whom licenses name when nobody says otherwise
      --note TEXT       for your own people, such as an order number
  -o, --output FILE     write them to a file that only you can read; one that ends in .csv is a table with the terms, as
                        “keyferry serials import” takes it
      --force           replace a file that exists
      --json            as JSON
${common}
${passphrase}`;

export const listHelp = `Usage: keyferry serials list [TEXT] [OPTIONS]

Lists serial numbers, those added last first. TEXT is a last group, or how the holder's name begins.

      --type ID         of one license type
      --state STATE     good, blocked or expired
      --limit N         how many (default ${USUAL_ROWS})
      --json            as JSON
${common}`;

export const showHelp = `Usage: keyferry serials show SERIAL [OPTIONS]

Shows a serial number, its terms, and its seats with their machines.
${naming}
      --limit N         how many seats (default ${USUAL_ROWS})
      --json            as JSON
${common}`;

export const blockHelp = `Usage: keyferry serials block SERIAL [OPTIONS]

From now on the serial number yields no new license. Licenses that were issued stay good: a machine without a network
cannot be told otherwise. To withdraw those as well, “keyferry keys revoke --license ID”.
${naming}
      --json            as JSON
${common}`;

export const unblockHelp = `Usage: keyferry serials unblock SERIAL [OPTIONS]

Lets a blocked serial number yield licenses again.
${naming}
      --json            as JSON
${common}`;

export const seatsHelp = `Usage: keyferry serials seats SERIAL N [OPTIONS]

Changes on how many machines a serial number may be used, 1 to ${saleLimits.seats}; to no fewer than have a seat.
${naming}
      --json            as JSON
${common}`;

export const importHelp = `Usage: keyferry serials import TABLE [OPTIONS]

Takes in serial numbers that exist already: all of the table, or nothing of it. Those that are known with the same terms
are left as they are, so that a table may be imported again. TABLE is a file, or - for standard input: CSV (RFC 4180), UTF-8,
at most ${MOST_LINES} lines, separated by commas, semicolons or tabs. Its first line names the columns, in any order:

  serialNumber   in clear, as the customer has it
  licenseType    id of a license type, from the catalog
  seats          on how many machines it may be used
  termDays, features (separated by ;), expiresAt (YYYY-MM-DD), holder, note: may be left out or empty

      --json            as JSON
${common}
${passphrase}`;

export const exportHelp = `Usage: keyferry serials export [OPTIONS]

Writes all serial numbers, masked, as a table (CSV, RFC 4180), those added first first. What begins like a formula gets an
apostrophe in front, so that no spreadsheet calculates it.

  -o, --output FILE     write to a file that only you can read (default: standard output)
      --force           replace a file that exists
      --json            a line of JSON for each instead
${common}`;
