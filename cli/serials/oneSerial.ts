import type { ChangeParts } from '../../server/licensing/administration/parts.ts';
import type { SerialRow } from '../../server/store/serialRows.ts';
import { exitCodes } from '../command.ts';
import { folderFor } from '../dataFolder.ts';
import type { CommandEnvironment } from '../framework/command.ts';
import { withStore } from '../openStore.ts';
import { printableJson } from '../terminalText.ts';
import { actor } from '../vendor/openVendor.ts';
import { findOneSerial, nameSerial } from './find.ts';

/** The result of a change, and the text about it. */
interface ChangeReport {
  readonly outcome: string;
  readonly text: string;
  /** Further fields of the JSON output. */
  readonly facts?: Readonly<Record<string, unknown>>;
}

interface ChangeValues {
  /** As typed. */
  readonly serial: string;
  readonly data: string | undefined;
  readonly json: boolean;
}

/**
 * Finds a serial number, changes it, and reports the result.
 *
 * @returns exit code
 */
export async function changeOneSerial(
  { serial: text, data, json }: ChangeValues,
  environment: CommandEnvironment,
  change: (parts: ChangeParts, serial: SerialRow) => Promise<ChangeReport>,
): Promise<number> {
  const folder = folderFor(data, environment.variables);
  const named = await nameSerial(text, folder, environment);
  return withStore(folder, environment, async ({ store, writer }) => {
    const serial = await findOneSerial(store, named, environment.now());
    const { outcome, text: said, facts } = await change({ writer, actor, now: environment.now }, serial);
    const { serialId, masked } = serial;
    environment.stdout.write(json ? `${printableJson({ outcome, serialId, masked, ...facts }, 2)}\n` : said);
    return exitCodes.success;
  });
}
