export const encodeHelp = `Usage: keyferry qr encode FILE [OPTIONS]

Shows a file of up to 256 KiB as QR codes in this terminal, or writes them as pictures. Any scanner of Keyferry takes
them in: a page on a phone or computer, or \`keyferry qr decode\`. What one code holds becomes one code; more becomes
several, which may be scanned in any order.

  -o, --output OUT   write pictures instead. OUT ends in
                       .png  one picture a code; several are numbered: NAME-01.png, NAME-02.png, ...
                       .svg  the same
                       .gif  one animation that never ends
                       -     standard output, with --format
      --format WHAT  png, svg or gif, whatever OUT ends in
      --force        replace files that exist
      --url ADDRESS  page that each code opens on a phone (default https://keyferry.invalid/, which leads nowhere)
      --density N    symbols of 220 bytes in a code: 1, 2, 3, 5, 7 or 12. Fewer are easier to read (default 5, or as
                     many as the terminal has room for)
      --pace N       codes a second, 0.5 to 20 (default 8); GIF and terminal
      --scale N      pixels a module, 1 to 40 (default 8, GIF 4); pictures
      --spare N      per cent of codes beyond the necessary ones, each of which can stand in for any that gets lost
                     (default 0, GIF 50); pictures
      --pages        turn the codes in the terminal by hand: Enter for the next, b for the one before, q to end
  -h, --help         this text

Several codes in a terminal play until Ctrl-C.
`;

export const decodeHelp = `Usage: keyferry qr decode PICTURE... [OPTIONS]
       keyferry qr decode --text TEXT [OPTIONS]

Restores files from pictures of QR codes, in any order, turned, or several in one picture. A PICTURE is a PNG, JPEG, BMP
or GIF, all of whose frames are looked at, or a folder of such pictures.

  -o, --output OUT   file to write, or a folder that exists; - for standard output (default: the name that travelled
                     along, in the current folder)
      --force        replace files that exist
      --text TEXT    a link or text that a scanner read, once or more; - for standard input, one a line
      --json         say what came of it as JSON
  -h, --help         this text

Ends with 0 when everything was restored, and with 1 when something is missing.
`;
