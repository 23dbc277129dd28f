const common = `      --data FOLDER     the data folder (default: KEYFERRY_DATA, else .keyferry); DATABASE_URL names a database instead
  -h, --help            this text
`;

export const verifyHelp = `Usage: keyferry audit verify [--head SEQUENCE:HASH] [OPTIONS]

Recomputes the hash of every row of the audit trail, each of which holds that of the row before, and prints the head: number
and hash of the newest row. Keep heads where nobody who can write into the store can reach them, and give the last one
with --head: rows that were cut off at the end, or a trail written anew, show by that alone.

Ends with 1 and audit-broken, naming the row, when the trail is not as it was written.

      --head HEAD       a head that was printed before
      --json            as JSON
${common}`;

export const exportHelp = `Usage: keyferry audit export [OPTIONS]

Writes the whole audit trail, a line of JSON for each row, and its head in the last line. The hash of a row is SHA-256, in
hexadecimal, over the hash of the row before (64 zeros for the first), its number and its entry, with a line feed between
them. That it was written out stands in the trail itself.

  -o, --output FILE     write to a file that only you can read (default: standard output)
      --force           replace a file that exists
${common}`;
