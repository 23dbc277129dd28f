export const issueHelp = `Usage: keyferry issue REQUEST --type ID [--serial-file FILE | --serial -] [OPTIONS]

Answers a license request at a desk, by the same rules and in the same store as the service, which may run or not. REQUEST is
a license request file, or - for standard input. The same request is answered with the same license, however often.

      --type ID         license type, from the catalog
      --serial-file F   a file with the serial number on its first line, where the license type needs one
      --serial -        it is asked for, or read from standard input
      --serial S        the serial number itself. Others on this computer see the arguments of a command while it runs,
                        and your shell remembers them: better one of the two above
      --holder NAME     whom the license names as its holder
      --confirm-change  go on although the machine has changed (machine-changed)
  -o, --output FILE     write the license to a file that only you can read (default: standard output). The keyset follows
                        it where the machine holds an older one
      --force           replace a file that exists
      --json            say what was done as JSON; needs -o
      --data FOLDER     the data folder (default: KEYFERRY_DATA, else .keyferry); DATABASE_URL names a database instead
  -h, --help            this text

The keystore's passphrase comes from KEYFERRY_PASSPHRASE, KEYFERRY_PASSPHRASE_FILE, or is asked for at the terminal.
`;
