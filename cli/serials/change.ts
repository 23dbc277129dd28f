import type { ChangeParts } from '../../server/licensing/administration/parts.ts';
import type { SerialRow } from '../../server/store/serialRows.ts';
import { exitCodes, type Streams } from '../command.ts';
import { folderFor } from '../dataFolder.ts';
import { actor, now, withAdmin } from '../vendor/openVendor.ts';
import { findOneSerial, nameSerial } from './find.ts';

/** What came of a change, and how to say it. */
interface Changed {
  readonly outcome: string;
  readonly text: string;
  /** For programs, besides the outcome. */
  readonly facts?: Readonly<Record<string, number>>;
}

/**
 * Finds the serial number that is meant, changes it, and says what came of it.
 *
 * @param text as it stands in the arguments
 * @returns exit code
 */
export async function changeSerial(
  text: string,
  { data, json }: { readonly data?: string | undefined; readonly json?: boolean | undefined },
  streams: Streams,
  change: (parts: ChangeParts, serial: SerialRow) => Promise<Changed>,
): Promise<number> {
  const folder = folderFor(data, process.env);
  const named = await nameSerial(text, folder, streams);
  return withAdmin(folder, async ({ store, writer }) => {
    const serial = await findOneSerial(store, named);
    const { outcome, text: said, facts } = await change({ writer, actor, now }, serial);
    const { serialId, masked } = serial;
    streams.stdout.write(json ? `${JSON.stringify({ outcome, serialId, masked, ...facts }, null, 2)}\n` : said);
    return exitCodes.success;
  });
}
