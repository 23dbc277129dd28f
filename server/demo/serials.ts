import { randomBytes } from 'node:crypto';
import { writeWhole } from '../../files/atomicFile.ts';
import { checkSerialNumber, maskSerialNumber, mintSerialNumber } from '../../src/documents/serialNumber.ts';
import { ConfigurationError } from '../configurationError.ts';
import type { DataFolder } from '../dataFolder.ts';
import { readIfThere } from '../dataFolder.ts';
import { serialDigest } from '../licensing/serialDigest.ts';
import { countSeatsTaken } from '../store/seats.ts';
import { addSerial, findSerial } from '../store/serials.ts';
import type { Store } from '../store/tables.ts';
import type { Writer } from '../store/writer.ts';
import { demoCatalog, demoSeats } from './vendor.ts';

/** A serial number of the demonstration. */
export interface DemoSerial {
  readonly licenseType: string;
  readonly seats: number;
  /** Canonical form, in clear text. */
  readonly serialNumber: string;
}

const heading = `# Serial numbers of the demonstration in clear text, to show them at every start.
# A real vendor has no such file: the store contains digests only.
# license type, seats, serial number
`;

/**
 * Creates the demonstration's serial numbers at the first start. Writes the file before the store, so that the next start
 * adds whatever an interrupted start has not stored.
 *
 * @param pepper from the keystore
 * @param at instant, ISO 8601 in UTC
 */
export async function prepareSerials(
  folder: DataFolder,
  writer: Writer,
  pepper: Uint8Array,
  at: string,
): Promise<readonly DemoSerial[]> {
  if (readIfThere(folder.demoSerials) === null) {
    const made = demoSeats.map(
      ({ licenseType, seats }) => `${licenseType} ${seats} ${mintSerialNumber(randomBytes(12))}`,
    );
    writeWhole(folder.demoSerials, `${heading}${made.join('\n')}\n`);
  }
  const serials = readSerials(folder);
  for (const { licenseType, seats, serialNumber } of serials) {
    const serial = { id: randomBytes(16).toString('base64url'), product: demoCatalog.product.id, licenseType, seats };
    const digest = serialDigest(pepper, serialNumber);
    const hidden = { digest, masked: maskSerialNumber(serialNumber) };
    await writer.write((context) => addSerial(context, { ...serial, ...hidden }, { at, actor: 'command-line' }));
  }
  return serials;
}

/** @returns the number of free seats of a serial number */
export async function seatsLeft(store: Store, pepper: Uint8Array, serialNumber: string): Promise<number> {
  const serial = await findSerial(store, serialDigest(pepper, serialNumber));
  return serial === undefined ? 0 : serial.seats - (await countSeatsTaken(store, serial.id));
}

function readSerials({ demoSerials }: DataFolder): DemoSerial[] {
  const text = new TextDecoder().decode(readIfThere(demoSerials) ?? new Uint8Array());
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '' && !line.startsWith('#'));
  return lines.map((line, index) => {
    const [licenseType = '', seats = '', typed = ''] = line.trim().split(/\s+/);
    const checked = checkSerialNumber(typed);
    if (checked.status !== 'valid' || checked.canonical === undefined || !/^[1-9]\d{0,5}$/.test(seats)) {
      throw new ConfigurationError(
        `${demoSerials}: serial number ${index + 1} is malformed. Restore the file from a backup.`,
      );
    }
    return { licenseType, seats: Number(seats), serialNumber: checked.canonical };
  });
}
