import { basename } from 'node:path';
import type { ExecutableSystem } from './executable.ts';
import type { LogoFault } from './logo.ts';

const logoFaults: Readonly<Record<LogoFault['fault'], (found: LogoFault) => string>> = {
  base64: () => 'its base64 is damaged',
  'other-kind': (found) => `it says image/${'kind' in found ? found.kind : ''} and is something else`,
  unsafe: (found) => `this SVG holds more than a picture (${'construct' in found ? found.construct : ''})`,
};

/** What `keyferry pack` says. */
export const packWords = {
  none: 'This command takes no name or file.',
  outputNeeded: 'Where to? Give --output FOLDER for pages, --executable FILE for an executable, or both.',
  nameWrong: '--page takes a name such as activate-orrery.html: letters, digits, . - _ and at the end .html.',
  nameIdle: '--page names a page in the folder of --output, which is not given.',
  nodeIdle: '--node says what --executable is made from, which is not given.',
  exeInside: '--executable lies in the folder of --output, which is replaced as a whole. Give it another place.',
  logoFault: (found: LogoFault) => logoFaults[found.fault](found),

  makingBlob: 'node --experimental-sea-config',
  injecting: 'postject',
  notIn: 'nothing was put in',

  packed: (product: string, id: string, version: string, keyset: string) =>
    `Packed ${product} (${id} ${version}), ${keyset}.\n\n`,
  keyset: (version: number, epoch: number) => `keyset version ${version}, epoch ${epoch}`,
  files: (count: number) => `${count} files`,
  size: (bytes: number) => (bytes < 1e6 ? `${(bytes / 1e3).toFixed(0)} kB` : `${(bytes / 1e6).toFixed(1)} MB`),
  pages: 'for any static https host',
  page: 'one file, for file:// and USB sticks',
  executable: { linux: 'for Linux', macos: 'for macOS', windows: 'for Windows' } satisfies Record<
    ExecutableSystem,
    string
  >,
  withoutNode: (system: string) => `${system}, without Node`,

  mind: '\nMind:\n',
  accentCorrected: (accent: string, light: string, dark: string) =>
    `accent ${accent} has too little contrast as it is; pages show ${light} on light ground and ${dark} on dark.`,
  plainService: (address: string) =>
    `serviceUrl is ${address}: pages on an https host cannot call a service over http. keyferry.html from a disk can.`,
  unsigned: {
    linux: null,
    macos:
      'macOS runs nothing that is not signed. Take the signature off the Node before (codesign --remove-signature), give it with ' +
      '--node, and sign what was made (codesign --sign).',
    windows:
      'the signature of Node does not fit any more. Sign the executable with your own (signtool), and let its name end in .exe.',
  } satisfies Record<ExecutableSystem, string | null>,

  tryIt: '\nTry it:\n',
  tryPage: (path: string) => `  open ${path} in a browser\n`,
  tryPages: (folder: string) =>
    `  python3 -m http.server -d ${folder}   or any other server of files, then http://localhost:8000/\n`,
  tryExecutable: (path: string) => `  ${path} machine request\n`,
  copyExecutable: (path: string) =>
    `  copy ${basename(path)} to such a machine, and there: ${basename(path)} machine request\n`,
  next: (
    origin: string,
  ) => `\nNext: copy the folder to the host as it is. Let the service know its address, unless it is ${origin} itself:
KEYFERRY_ALLOWED_ORIGINS=https://HOST keyferry serve\n`,
} as const;
