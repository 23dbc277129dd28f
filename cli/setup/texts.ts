/** What the commands `init` and `serve` print. */
export const setupTexts = {
  /** Without the value: an address may hold a password. */
  optionWrong: (option: string, takes: string) => `${option} takes ${takes}.`,
  typeWrong: (id: string, setting: string, takes: string) => `--type ${id}: ${setting} takes ${takes}.`,
  typeUnclear: (text: string, similar: string | null) =>
    `--type takes ID[,name=…][,description=…][,serial=none][,serials=any][,features=A+B][,valid=DAYS][,from=START][,trial][,renew=DAYS], not “${text}”.${
      similar === null ? '' : ` Did you mean “${similar}”?`
    }`,
  typeTwice: (id: string) => `--type ${id} is given twice.`,
  vendorMade: (catalog: string, profile: string) =>
    `Created the vendor configuration:
  ${catalog}   what a license of each type grants
  ${profile}   what the pages show; you can add colors, a logo and more (docs/integration.md)

Next:
  1. keyferry keys root ROOT-FILE     on a computer that stays offline, or on a stick
  2. keyferry keys init --root ROOT-FILE, or --pin ROOT-FILE.pub
  3. keyferry serve
`,
  productUnfinished: 'not served: the product has no keys or no keyset yet; see "keyferry keys init --product"',
  serviceStarted: 'started',
  keyEndsSoon: 'the signing key ends soon; create a new one with "keyferry keys rotate"',
} as const;
