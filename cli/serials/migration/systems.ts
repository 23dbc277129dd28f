import type { SoldColumnName } from '../../../src/contract/csvColumns.ts';

/** Systems whose exports are read. */
export const foreignSystems = ['flexnet', 'keygen', 'csv'] as const;
export type ForeignSystem = (typeof foreignSystems)[number];

/** Where a system keeps what a serial number is sold with. Names as `plainName` writes them, the best first. */
export interface SystemColumns {
  readonly columns: Readonly<Partial<Record<SoldColumnName, readonly string[]>>>;
  /** The column that says whether the serial number is in force, and its values that mean so. */
  readonly state: { readonly columns: readonly string[]; readonly good: readonly string[] } | null;
  /** Whether instants stand for their day, which is the last good one. */
  readonly isByDay: boolean;
}

export const systemColumns: Readonly<Record<ForeignSystem, SystemColumns>> = {
  // Entitlement line items: data extract, reports and Data Access API name them differently.
  flexnet: {
    columns: {
      serialNumber: ['activationid', 'lineitemactivationid'],
      licenseType: ['productname', 'product', 'partnumber', 'lineitemproductname', 'productid'],
      seats: ['quantity', 'totalquantity', 'numberofcopies', 'copies', 'qty', 'seatcount'],
      expiresAt: ['expirationdate', 'expiration', 'lineitemexpirationdate', 'enddate'],
      soldAt: ['startdate', 'lineitemstartdate'],
      holder: ['endcustomeraccountname', 'accountname', 'soldtodisplayname', 'soldto', 'organization', 'customer'],
      note: ['entitlementid', 'orderid', 'ordernumber'],
    },
    state: { columns: ['lineitemstate', 'state', 'entitlementstate'], good: ['deployed', 'active'] },
    isByDay: true,
  },
  // License objects of the API, as JSON or flattened to a table.
  keygen: {
    columns: {
      serialNumber: ['key'],
      licenseType: ['policyname', 'policy', 'policyid', 'product'],
      seats: ['maxmachines'],
      expiresAt: ['expiry'],
      soldAt: ['created'],
      holder: ['metadatacompany', 'metadatacustomer', 'metadataholder', 'metadataname', 'name'],
      note: ['metadataorder', 'metadataorderid', 'id'],
    },
    state: { columns: ['status'], good: ['active', 'inactive', 'expiring', 'expired'] },
    isByDay: false,
  },
  csv: {
    columns: {
      serialNumber: ['serialnumber', 'serial', 'licensekey', 'productkey', 'activationkey', 'activationcode', 'key'],
      licenseType: ['licensetype', 'type', 'edition', 'plan', 'productname', 'product'],
      seats: ['seats', 'quantity', 'qty', 'activationlimit', 'maxactivations', 'maxmachines', 'licenses'],
      termDays: ['termdays'],
      features: ['features'],
      expiresAt: ['expiresat', 'expires', 'expiry', 'expirydate', 'expirationdate', 'validuntil', 'enddate'],
      soldAt: ['soldat', 'sold', 'saledate', 'purchasedate', 'orderdate'],
      holder: ['holder', 'company', 'companyname', 'customer', 'customername', 'organization', 'licensee'],
      note: ['note', 'notes', 'order', 'orderid', 'ordernumber', 'comment'],
    },
    state: null,
    isByDay: false,
  },
};

/** @returns a column's name in one spelling: `Activation ID`, `ActivationID` and `activation_id` are the same */
export function plainName(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
