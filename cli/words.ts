/** Every word of the command line tool that is not a refusal's. */
export const words = {
  about: 'keyferry carries files and software licenses where no network goes.',
  aboutQr: 'Carries files as QR codes, without any network.',
  aboutKeys: 'Makes, changes and shows the keys that sign licenses, and the root keys that vouch for those.',
  aboutMachine: 'Licenses a product on this machine: the request, the license, what became of it.',
  summaryOfEncode: 'Shows a file as QR codes in the terminal, or writes them as pictures.',
  summaryOfDecode: 'Restores files from pictures of QR codes, or from what a scanner read.',
  summaryOfInit: 'Sets up a vendor: the product, its license types, the address of the service.',
  summaryOfPack: 'Puts the vendor’s profile into pages for disks and hosts, and into an executable.',
  summaryOfBackup: 'Copies the store into one file, while the service runs.',
  summaryOfServe: 'Runs the activation service.',
  summaryOfKeysRoot: 'Makes a root key, on a computer that may be offline.',
  summaryOfKeysInit: 'Makes the first signing key, and the keyset that lists it.',
  summaryOfKeysRotate: 'Makes a new signing key; licenses signed by the older ones stay good.',
  summaryOfKeysRevoke: 'Withdraws stolen keys, or licenses.',
  summaryOfKeysSign: 'Signs a draft of a keyset, where the root key is.',
  summaryOfKeysAccept: 'Installs a keyset that was signed elsewhere.',
  summaryOfKeysPin: 'Pins a further root key in the vendor profile.',
  summaryOfKeysPassphrase: 'Changes the passphrase of the keystore, or of a root key.',
  summaryOfKeysList: 'Shows the keys and what each is good for.',
  aboutTokens: 'Makes, shows and revokes the tokens that open the figures and the administration.',
  summaryOfTokensCreate: 'Makes a token, which is shown this once.',
  summaryOfTokensList: 'Shows every token: whether it is in force, until when, for what.',
  summaryOfTokensRevoke: 'Makes a token good for nothing, from the next call on.',
  summaryOfMachineRequest: 'Makes a license request for this machine, and shows what leaves the machine.',
  summaryOfMachineWizard: 'Goes all the way in a browser on this machine, without any network.',
  summaryOfMachineActivate: 'Verifies a license and puts it where the product reads it.',
  summaryOfMachineStatus: 'Shows what is licensed here, until when, and what of the machine matches.',
  summaryOfMachineExplain: 'Says what a file is, whether it is intact, and what is wrong with it.',
  summaryOfMachineVerify: 'Verifies a license for this machine, for scripts.',
  summaryOfMachineReturn: 'Gives the license back, and writes the receipt for the vendor.',
  aboutSerials: 'Makes, shows and changes serial numbers.',
  summaryOfSerialsMint: 'Makes serial numbers, which are shown this once.',
  summaryOfSerialsList: 'Lists serial numbers, or finds them by group or holder.',
  summaryOfSerialsShow: 'Shows a serial number, its seats and their machines.',
  summaryOfSerialsBlock: 'Lets a serial number yield no more licenses.',
  summaryOfSerialsUnblock: 'Lets a blocked serial number yield licenses again.',
  summaryOfSerialsSeats: 'Changes how many seats a serial number has.',
  summaryOfSerialsImport: 'Takes in serial numbers that were sold elsewhere, from a table.',
  summaryOfSerialsExport: 'Writes all serial numbers, masked, as a table.',
  aboutActivations: 'Finds and shows the licenses that were issued, and frees or answers for lost machines.',
  summaryOfActivationsList: 'Lists activations, the newest first.',
  summaryOfActivationsSearch: 'Finds activations by serial number, holder, request or machine.',
  summaryOfActivationsShow: 'Shows an activation, its seat and what happened there.',
  summaryOfActivationsRelease: 'Frees the seat of a dead machine.',
  summaryOfActivationsReissue: 'Writes the license of an activation once more, or makes it anew.',
  summaryOfActivationsExport: 'Writes all activations as a table.',
  aboutAudit: 'Verifies the trail of everything that was done, or writes it out.',
  summaryOfAuditVerify: 'Looks for rows of the trail that were changed, removed or put in.',
  summaryOfAuditExport: 'Writes the whole trail, a line of JSON for each row.',
  summaryOfIssue: 'Answers a license request at a desk, without a running service.',
  listOf: (name: string) => `Usage: ${name} COMMAND [ARGUMENTS]\n\nCommands:`,
  moreHelp: (name: string) => `${name} COMMAND --help tells more about one of them.`,
  seeHelp: (name: string) => `${name} --help tells how it is used.`,
  commandMissing: 'Which command?',
  commandUnknown: (word: string) => `There is no command “${word}”.`,
  commandNotCarried: (word: string) =>
    `There is no command “${word}” in this executable, which holds what a machine needs. The vendor’s own tool has the others.`,

  optionUnknown: (option: string) =>
    `There is no option ${option}. A name that begins with - goes to the end, behind --.`,
  numberNeeded: (option: string, least: number, most: number) => `${option} takes a number from ${least} to ${most}.`,
  choiceNeeded: (option: string, choices: string) => `${option} takes one of: ${choices}.`,
  backedUp: (path: string) => `Wrote ${path}: the store as it was when the command began.\n`,
  fileNeeded: 'Which file? Give exactly one.',
  addressNeeded: (most: number) => `--url takes an http or https address of at most ${most} characters.`,
  formatUnknown: 'The name behind -o must end in .png, .svg or .gif; or give --format.',
  formatNeeded: 'With -o - give --format png, svg or gif as well.',
  outputNeeded: 'This is no terminal to show a code in. Give -o FILE.png, FILE.svg or FILE.gif.',
  pictureOnTerminal: 'A picture would garble this terminal. Give -o FILE, or redirect the output.',
  severalToPipe: (count: number) =>
    `These are ${count} pictures, and -o - takes one. Use --format gif, or give -o FILE.`,
  optionIdle: (option: string, place: string) => `${option} means nothing ${place}.`,
  keyboardNeeded: '--pages waits for the Enter key, and there is no keyboard here.',
  picturesNeeded: 'Which pictures? Give pictures, folders of pictures, or --text.',

  wrote: (first: string, last: string, count: number) =>
    count === 1 ? `Wrote ${first}: one code.` : `Wrote ${first} to ${last}: ${count} codes.`,
  wroteAnimation: (path: string, count: number, seconds: string) =>
    `Wrote ${path}: ${count} codes, a round takes ${seconds} seconds.`,
  suffice: (necessary: number) => `Any ${necessary} of them are enough, very rarely one more, in any order.`,
  allNeeded: 'All of them are needed, in any order.',
  playing: (shown: number, necessary: number) => `Code ${shown}, about ${necessary} needed. Ctrl-C ends.`,
  paging: (page: number, pages: number) => `Code ${page} of ${pages}. Enter: next, b: back, q: end.`,
  windowTooSmall: (columns: number, rows: number) => `Window too small: needs ${columns} x ${rows}`,

  optionsMissing: (options: string) => `These are needed: ${options}.`,
  optionWrong: (option: string, text: string, error: string) => `${option} cannot be “${text}”: ${error}.`,
  typeUnclear: (text: string) =>
    `--type takes ID[,name=…][,description=…][,serial=none][,features=A+B][,valid=DAYS][,renew=DAYS], not “${text}”.`,
  typeTwice: (id: string) => `--type ${id} stands there twice.`,
  none: 'This command takes no file.',
  vendorMade: (catalog: string, profile: string) =>
    `Wrote what there is to know of the vendor:
  ${catalog}   what a license of each type grants
  ${profile}   what the pages show; colors, logo and more can be added (docs/integration.md)

Next:
  1. keyferry keys root ROOT-FILE     on a computer that stays offline, or on a stick
  2. keyferry keys init --root ROOT-FILE, or --pin ROOT-FILE.pub
  3. keyferry serve
`,

  serviceStarted: 'started',
  keyEndsSoon: 'the signing key ends soon; make a new one with "keyferry keys rotate"',

  passphraseOf: {
    KEYFERRY_PASSPHRASE: 'Passphrase of the keystore: ',
    KEYFERRY_ROOT_PASSPHRASE: 'Passphrase of the root key: ',
  },
  newPassphraseOf: {
    KEYFERRY_PASSPHRASE: 'New passphrase for the keystore: ',
    KEYFERRY_ROOT_PASSPHRASE: 'New passphrase for the root key: ',
    KEYFERRY_NEW_PASSPHRASE: 'New passphrase: ',
  },
  passphraseAgain: 'The same again: ',

  restored: (path: string, bytes: number, codes: number) =>
    `Restored ${path}: ${bytes} ${bytes === 1 ? 'byte' : 'bytes'} from ${codes} ${codes === 1 ? 'code' : 'codes'}.`,
  looking: (number: number, count: number) => `Picture ${number} of ${count}`,
  progress: (received: number, needed: number) => `${received} of ${needed} parts`,
  jsonNeedsOutput: '--json and -o - both want standard output. Give one of them.',
  bytesOnTerminal: 'The file could garble this terminal. Give -o FILE, or redirect the output.',
  withoutCode: (path: string) => `No code found in ${path}`,
  unreadable: (path: string) => `Not a picture that can be opened: ${path}`,
  foreign: (path: string) => `Not one of our codes in ${path}`,
  textGiven: '--text',
  toStandardOutput: 'to standard output',
  standardOutput: 'Standard output',
} as const;
