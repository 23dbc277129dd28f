/** What the commands about products print. */
export const productTexts = {
  known: (id: string) => `--product ${id} is the main product already; name a new one.`,
  added: (id: string, catalog: string, profile: string) =>
    `Added the product ${id}:
  ${catalog}   what a license of each type grants
  ${profile}   what the pages show; you can add a logo and more (docs/integration.md)
`,
  nextKeys: (id: string) =>
    `
Next:
  1. keyferry keys init --product ${id} --root ROOT-FILE, or --pin ROOT-FILE.pub
  2. restart the service
`,

  noProducts: 'There are no products yet. “keyferry init” creates the first one.\n',
  columns: ['PRODUCT', 'NAME', 'VERSION', 'LICENSE TYPES', 'KEYSET', 'STATE'],
  states: { main: 'main product', served: '', unfinished: 'not served: no keys, or no keyset' },
} as const;
