import { basename } from 'node:path';
import type { LicensedMachine } from '../../installed/licensedMachine.ts';
import { makeRequest } from '../../installed/makeRequest.ts';
import { installationCodeOf } from '../../installed/typedCodes.ts';
import { encodeBase64 } from '../../src/crypto/base64.ts';
import { fingerprintOf } from '../../src/documents/contents/fingerprint.ts';
import { openEnvelope } from '../../src/documents/envelope.ts';
import { machineId } from '../../src/documents/machineId.ts';
import type { RequestFields } from '../../src/documents/request.ts';
import type { ComponentOutcome } from '../../src/machine/identity.ts';
import type { HostEnvironment } from '../../src/machine/survey.ts';
import { exitCodes } from '../command.ts';
import { UsageError } from '../errors.ts';
import { refuseExisting, shown, writeFile } from '../files.ts';
import { defineCommand } from '../framework/defineCommand.ts';
import { flag, option } from '../framework/parameters.ts';
import { file as fileType } from '../framework/valueTypes.ts';
import { tableOf } from '../table.ts';
import { codeTable } from '../typed/codeTable.ts';
import { openMachine } from './context/licensedMachine.ts';
import { type MachineEnvironment, systemOf } from './context/system.ts';
import { machineOptions } from './options.ts';
import { reportOn } from './report/documentReport.ts';
import { documentTexts } from './report/texts.ts';

export const command = defineCommand({
  name: 'machine request',
  summary: 'Create a license request, and show what leaves the machine.',
  description:
    'Carry the request to a device with internet: as a file, or as QR codes (keyferry qr encode). Nothing but ' +
    'this file leaves the machine.',
  options: {
    output: option({
      short: 'o',
      value: 'FILE',
      type: fileType,
      help: 'File to write',
      defaultText: 'named after the product, in the current folder',
    }),
    typed: flag({ help: 'Show an installation code, to read out or to type elsewhere, instead of writing a file' }),
    report: machineOptions.report,
    force: machineOptions.force,
    profile: machineOptions.profile,
  },
  examples: [
    { does: 'Write the request to a USB stick', line: 'machine request -o /media/stick/computer-7.licreq' },
    { does: 'Show a code to read to the vendor on the telephone', line: 'machine request --typed' },
    { does: 'Also write what it contains, for a security officer', line: 'machine request --report request.txt' },
  ],
  async run({ output, typed, report, force, profile }, environment: MachineEnvironment) {
    const machine = openMachine(profile, systemOf(environment));
    if (typed) {
      if (output !== undefined || report !== undefined) throw new UsageError(texts.typedAlone);
      const code = installationCodeOf(machine, (await makeRequest(machine)).fields);
      environment.stdout.write(`${codeTable(code)}\n${texts.readOut}\n`);
      return exitCodes.success;
    }
    const { product, fileEndings } = machine.profile;
    const path = output ?? `${product.id}${fileEndings.request}`;
    if (!force) refuseExisting([path, ...(report === undefined ? [] : [report])]);
    const { file, fields } = await makeRequest(machine);
    writeFile(path, file, force);
    environment.stdout.write(texts.written(shown(path), machineId(fields.installationKey)));
    environment.stdout.write(requestContents(machine, fields, file));
    if (report !== undefined) {
      writeFile(
        report,
        reportOn({ name: basename(path), file, type: 'request' }, machine, missingParts(machine)),
        force,
      );
      environment.stdout.write(texts.reported(shown(report)));
    }
    return exitCodes.success;
  },
});

const texts = {
  typedAlone: '--typed writes no file, so it takes neither -o nor --report.',
  readOut:
    'Next: give this installation code to the vendor. It contains no name and no serial number of hardware. Then type the ' +
    'confirmation code that you get: “keyferry machine activate --code -”.',
  written: (path: string, id: string) =>
    `Wrote ${path}. Computer ID: ${id}\n\nThe request contains this, and nothing else:\n`,
  reported: (path: string) => `Wrote ${path}: all of this as text, with the file itself.\n`,
  requestId: 'request id',
  strength: 'hardware match',
  signature: 'signature',
  key: (id: string) => `public half; the computer ID ${id} comes from it`,
  heldKeyset: 'keyset version',
  hash: (value: string) => `${value}, a hash for this product only`,
  notSent: {
    missing: 'not sent: this machine shows none',
    placeholder: 'not sent: the manufacturer left a placeholder that many machines share',
    'no-rights': 'not sent: only an administrator may read it',
    container: 'not sent: it belongs to the container and changes with it',
    changing: 'not sent: the system makes a new one now and then',
  } satisfies Record<Exclude<ComponentOutcome, 'read'>, string>,
  surroundings: ({ kind, name }: HostEnvironment) =>
    kind === 'container'
      ? `This is a container${name && ` (${name})`}. A license requested here is not valid on another host.`
      : `This is a virtual machine${name && ` (${name})`}. A copy of it has the same hardware; moving it may change the hardware.`,
  weak: 'Fewer than three components were found, so the license tolerates no change of these.',
  noRights:
    'Run this as an administrator (sudo) to send more components; the license then tolerates more hardware changes. Requests ' +
    'of different users are different installations.',
  next: 'Next: carry the file to a device with internet, bring the license back, and run “keyferry machine activate FILE”.',
} as const;

/** Says which components are not in the request, and why. */
function missingParts({ identity }: LicensedMachine): readonly string[] {
  return identity.findings.flatMap(({ component, outcome }) =>
    outcome === 'read' ? [] : `${documentTexts.component(component)}: ${texts.notSent[outcome]}.`,
  );
}

/** Lists every value in the request, and why a component is not in it. */
function requestContents({ identity, surroundings }: LicensedMachine, fields: RequestFields, file: Uint8Array): string {
  const rows: [string, string][] = [
    [documentTexts.product, `${fields.product} ${fields.productVersion}`],
    [documentTexts.createdAt, documentTexts.byThisClock(fields.createdAt)],
    ['installation key', texts.key(machineId(fields.installationKey))],
    [texts.requestId, fields.requestId],
    [texts.heldKeyset, String(fields.keysetVersion)],
    [texts.strength, fields.bindingStrength],
  ];
  for (const { component, outcome } of identity.findings) {
    const value = identity.bindings.find((binding) => binding.component === component)?.value ?? '';
    rows.push([documentTexts.component(component), outcome === 'read' ? texts.hash(value) : texts.notSent[outcome]]);
  }
  rows.push([texts.signature, encodeBase64(openEnvelope(file, 'request').signature)]);
  rows.push([documentTexts.fingerprint, fingerprintOf(file)]);
  const notes = [
    ...(surroundings.kind === 'hardware' ? [] : [texts.surroundings(surroundings)]),
    ...(identity.strength === 'weak' ? [texts.weak] : []),
    ...(identity.findings.some(({ outcome }) => outcome === 'no-rights') ? [texts.noRights] : []),
    texts.next,
  ];
  return `${tableOf(rows)}\n${notes.join('\n')}\n`;
}
