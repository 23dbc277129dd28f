import { basename } from 'node:path';
import { readTable } from '../../server/licensing/administration/readTable.ts';
import type { LicenseOrder } from '../../src/contract/calls/order.ts';
import { machineId } from '../../src/documents/machineId.ts';
import type { LicenseRequest } from '../../src/documents/request.ts';

/** What is ordered for a request, besides the request. */
export type Ordered = Partial<Pick<LicenseOrder, 'licenseType' | 'serialNumber' | 'holder' | 'confirmChange'>>;

/** Columns of a table of orders. */
export const orderColumns = ['request', 'licenseType', 'serialNumber', 'holder'] as const;

/** A line of a table of orders. */
export interface OrderLine extends Ordered {
  /** From 1. */
  readonly line: number;
  /** Computer ID of the machine, id of the request, or name of its file. */
  readonly request: string;
}

/** @throws Refusal `import-malformed` as `readTable` */
export function readOrders(text: string): readonly OrderLine[] {
  return readTable(text, orderColumns).lines.map(({ line, cells }) => {
    const cell = (name: (typeof orderColumns)[number]) => cells.get(name)?.trim() || undefined;
    const [licenseType, serialNumber, holder] = [cell('licenseType'), cell('serialNumber'), cell('holder')];
    return {
      ...{ line, request: cell('request') ?? '' },
      ...(licenseType !== undefined && { licenseType }),
      ...(serialNumber !== undefined && { serialNumber }),
      ...(holder !== undefined && { holder }),
    };
  });
}

/** @returns the first line for a request; undefined when there is none */
export function lineFor(
  lines: readonly OrderLine[],
  place: string,
  { requestId, installationKey }: LicenseRequest,
): OrderLine | undefined {
  const id = plainCode(machineId(installationKey));
  return lines.find(
    ({ request }) => [requestId, place, basename(place)].includes(request) || plainCode(request) === id,
  );
}

/** Codes are compared as people write them. */
function plainCode(code: string): string {
  return code.toUpperCase().replace(/[\s-]/g, '');
}
