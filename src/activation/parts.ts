import { Refusal } from '../refusal.ts';
import type { CourierActions } from './courier/courier.ts';
import type { ReceiptActions } from './courier/receipts.ts';
import type { Engine } from './engine.ts';
import type { MachineActions } from './machine/machine.ts';
import type { ReturnLicenseActions } from './machine/returnLicense.ts';
import type { FileTransferActions } from './transfer/fileTransfer.ts';

/** The actions that other actions use. */
export interface OwnActions {
  readonly machine: MachineActions;
  readonly courier: CourierActions;
  readonly receipts: ReceiptActions;
  readonly returnLicense: ReturnLicenseActions;
  readonly fileTransfer: FileTransferActions;
}

/**
 * Actions that only some screens need, and that are not part of the first load: they come with those screens.
 *
 * @param make such as `exchangeActions`, which the screens import
 * @returns what it makes, the same each time
 */
export type TakePart = <Actions>(make: (engine: Engine, own: OwnActions) => Actions) => Actions;

export function keepParts(engine: Engine, own: OwnActions): TakePart {
  const made = new Map<unknown, unknown>();
  return <Actions>(make: (engine: Engine, own: OwnActions) => Actions): Actions => {
    if (!made.has(make)) made.set(make, make(engine, own));
    return made.get(make) as Actions;
  };
}

/**
 * Loads a part of the page that is not in the first load.
 *
 * @param load an `import()`, or several
 * @throws Refusal `page-part-missing`: there is no network, or the server has a newer version without this file
 */
export async function loadPart<Part>(load: () => Promise<Part>): Promise<Part> {
  try {
    return await load();
  } catch {
    throw new Refusal('page-part-missing');
  }
}
