import type { KeyState } from '../../server/keys/signingKeys.ts';

const plural = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`;

/** What the commands about keys say when all is well. */
export const keyWords = {
  rootFileNeeded: 'Which file? Give exactly one, which will hold the root key.',
  rootNeeded: '--root FILE names the root key to sign with.',
  pinNeeded: 'Which root key will sign? Give --root FILE where its file is at hand, else --pin FILE.pub.',
  productNeeded: '--product ID says whose keysets the root key may sign.',
  draftNeeded: 'Which draft? Give exactly one file.',
  keysetNeeded: 'Which keyset? Give exactly one file.',
  keyNeeded: 'Which root key? Give exactly one: NAME.pub, or the key itself.',
  nothingToRevoke: 'What is to be revoked? Give ids of keys, or --license ID.',
  licenseIdNeeded: '--license takes the id of a license: 22 characters, as “LicenseID” in its file.',
  none: 'This command takes no file or key.',

  madeRoot: (path: string, publicPath: string, keyId: string) =>
    `Made the root key ${keyId}.
  ${path}   keep it offline, with a second copy elsewhere; its passphrase apart from both
  ${publicPath}   not secret: goes to the computer of the service, for “keyferry keys init --pin”
`,

  summary: (facts: Summary) =>
    [
      `Product   ${facts.product}`,
      `Keyset    version ${facts.version}, epoch ${facts.epoch}`,
      ...facts.keys.map(({ keyId, from, until }) => `Key       ${keyId}   ${from} to ${until}`),
      ...(facts.revokedKeys.length > 0 ? [`Revoked   ${facts.revokedKeys.join(', ')}`] : []),
      ...(facts.revokedLicenses > 0 ? [`          ${plural(facts.revokedLicenses, 'license')}`] : []),
    ].join('\n'),
  drafted: (path: string, phrase: string) =>
    `
The draft waits to be signed: ${path}
Check phrase: ${phrase}

Next:
  1. Carry the draft to the computer with the root key, and there:
       keyferry keys sign ${path} --root ROOT-FILE
     It shows the same check phrase, or the draft was changed on the way.
  2. Carry the keyset that this writes back, and here:
       keyferry keys accept KEYSET-FILE
Until then everything stays as it is. Any later draft takes the place of this one.
`,
  checkPhrase: (phrase: string) => `\nCheck phrase: ${phrase}\n\n`,
  typePhrase: 'Type the check phrase that the other computer shows: ',
  signed: (path: string) =>
    `Signed: ${path}
Next: carry it back to the computer of the service, and there: keyferry keys accept ${path}
`,
  installed: (version: number, epoch: number, keyId: string) =>
    `
Installed: version ${version}, epoch ${epoch}. ${keyId} signs.
Next: start the service, or start it again (each one of several, with the same keystore.json, keyset.xml and vendor.json).
Machines learn of the keys with their next license; nothing has to be sent to them.
`,
  finished: (version: number) =>
    `Version ${version} was installed only half, by a command that was cut off. It is complete now.
To change the keys further, run the command again.
`,
  alreadyRevoked: 'All of that is revoked already. Nothing was changed.\n',
  passphraseChanged: (path: string) =>
    `${path} opens with the new passphrase now. Copies made before, backups among them, still open with the old one.\n`,
  pinned: (count: number) =>
    `Pinned: vendor.json names ${plural(count, 'root key')} now. Start the service again, and pack the pages of others anew:
only pages packed from now on accept what this key signs.
`,
  alreadyPinned: 'That root key is pinned already.\n',

  listed: (version: number, epoch: number, issued: string, rootKeyId: string) =>
    `Keyset version ${version}, epoch ${epoch}, of ${issued}, signed by root key ${rootKeyId}\n`,
  notInstalled: 'No keyset is installed yet.\n',
  states: {
    signing: 'signing',
    listed: 'listed',
    waiting: 'waiting',
    ended: 'ended',
    revoked: 'revoked',
  } satisfies Record<KeyState, string>,
  meanings: {
    signing: 'signs now',
    listed: 'its licenses are good; another key signs',
    waiting: 'not in the keyset yet, or its first day has not come',
    ended: 'signs no more; its licenses stay good',
    revoked: 'its licenses are refused',
  } satisfies Record<KeyState, string>,
  elsewhere: 'not in this keystore',
  draftWaits: (version: number, phrase: string) =>
    `A draft of version ${version} waits to be signed: check phrase ${phrase}\n`,
  outdated: (installed: number) =>
    `This keyset is older than version ${installed}, which was installed before. Bring that one back: “keyferry keys accept”.\n`,
  revokedLicenses: (count: number) => `${plural(count, 'license')} revoked by id\n`,
} as const;

interface Summary {
  readonly product: string;
  readonly version: number;
  readonly epoch: number;
  readonly keys: readonly { readonly keyId: string; readonly from: string; readonly until: string }[];
  readonly revokedKeys: readonly string[];
  readonly revokedLicenses: number;
}
