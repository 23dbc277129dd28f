import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Computer } from './computer.ts';

const program = `
import { readFileSync } from 'node:fs';
import { identifyThisMachine } from '@keyferry/library/machine';
import { checkLicense } from '@keyferry/library/verify';
const { product, rootKeys, keyset } = JSON.parse(readFileSync('../vendor.json', 'utf8'));
const { bindings } = identifyThisMachine(product.id);
const license = new Uint8Array(readFileSync(process.argv[2]));
const { result } = checkLicense({ product: product.id, rootKeys, keysets: [keyset], license, bindings, now: new Date() });
process.stdout.write(result.state);
`;

/**
 * Runs a licensed program of the vendor on a computer that contains only the installed library.
 *
 * @param license path of its license file
 * @returns the license state in the program
 */
export function stateInProgram(computer: Computer, license: string): string {
  const folder = computer.at('program');
  const installed = join(folder, 'node_modules/@keyferry/library');
  mkdirSync(installed, { recursive: true });
  cpSync('dist/library', installed, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  writeFileSync(join(folder, 'app.js'), program);
  const [entry = '', ...args] = [...computer.airGap.command, process.execPath, 'app.js', license];
  const { stdout, stderr } = spawnSync(entry, args, { cwd: folder, encoding: 'utf8' });
  if (stderr !== '') throw new Error(stderr);
  return stdout;
}
