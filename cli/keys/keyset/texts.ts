const plural = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`;

interface SummaryFacts {
  readonly product: string;
  readonly version: number;
  readonly epoch: number;
  readonly keys: readonly { readonly keyId: string; readonly from: string; readonly until: string }[];
  readonly revokedKeys: readonly string[];
  readonly revokedLicenses: number;
}

/** What the commands say that create or install a keyset. */
export const keysetTexts = {
  summary: (facts: SummaryFacts) =>
    [
      `Product   ${facts.product}`,
      `Keyset    version ${facts.version}, epoch ${facts.epoch}`,
      ...facts.keys.map(({ keyId, from, until }) => `Key       ${keyId}   ${from} to ${until}`),
      ...(facts.revokedKeys.length > 0 ? [`Revoked   ${facts.revokedKeys.join(', ')}`] : []),
      ...(facts.revokedLicenses > 0 ? [`          ${plural(facts.revokedLicenses, 'license')}`] : []),
    ].join('\n'),
  drafted: (path: string, phrase: string) =>
    `
Wrote a draft that must be signed: ${path}
Check phrase: ${phrase}

Next:
  1. Carry the draft to the computer with the root key, and run there:
       keyferry keys sign ${path} --root ROOT-FILE
     It must show the same check phrase; otherwise the draft was changed on the way.
  2. Carry the signed keyset back, and run here:
       keyferry keys accept KEYSET-FILE
Until then nothing changes. A later draft replaces this one.
`,
  installed: (version: number, epoch: number, keyId: string) =>
    `
Installed: version ${version}, epoch ${epoch}. The key ${keyId} signs.
Next: start or restart every service with this keystore.json, keyset.xml and vendor.json.
Machines receive the keyset with their next license; you need not send it.
`,
  completed: (version: number) =>
    `Completed version ${version}, whose installation was interrupted.
To change the keys further, run the command again.
`,
  alreadyRevoked: 'All of these are revoked already. Nothing was changed.\n',
} as const;
