export const packHelp = `Usage: keyferry pack --output FOLDER [--executable FILE] [OPTIONS]
       keyferry pack --executable FILE [OPTIONS]

Puts a vendor's profile and keyset into the prebuilt pages, and into a single executable of this tool for machines without
Node. Everything is checked first: a fault is told with its place, and nothing is written. The same input gives the same bytes.

  -o, --output FOLDER      the one-file page for file:// (keyferry.html) and the installable pages for any static https host,
                           in one folder. Pages packed there before, of the same product, are replaced as a whole
      --page NAME.html     the one-file page under this name as well
      --executable FILE    an executable that holds the commands machine and qr, the profile and the pages
      --node FILE          the Node that it is made from, for another system; of the version that runs here
      --profile FILE       the vendor profile (default: vendor.json in the data folder)
      --keyset FILE        the keyset (default: keyset.xml in the data folder; with --profile, the one in the profile)
      --force              replace a folder that holds something else, which is kept as FOLDER.old, and an executable
      --json               say what was made as JSON
      --data FOLDER        the data folder (default: KEYFERRY_DATA, else .keyferry)
  -h, --help               this text
`;
