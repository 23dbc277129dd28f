import * as v from 'valibot';

/** No quotation marks of either kind within: each system has its own idea of how they travel. */
export const hardwareScript = [
  '$ErrorActionPreference = [System.Management.Automation.ActionPreference]::SilentlyContinue',
  '$found = @{}',
  '$found.system = Get-CimInstance -ClassName Win32_ComputerSystemProduct | Select-Object UUID',
  '$found.board = Get-CimInstance -ClassName Win32_BaseBoard | Select-Object -First 1 SerialNumber',
  '$found.computer = Get-CimInstance -ClassName Win32_ComputerSystem | Select-Object Manufacturer, Model',
  '$found.disks = @(Get-CimInstance -Namespace root/Microsoft/Windows/Storage -ClassName MSFT_Disk | Select-Object Number, SerialNumber, BusType, IsBoot)',
  '$found.drives = @(Get-CimInstance -ClassName Win32_DiskDrive | Select-Object Index, SerialNumber, InterfaceType)',
  '$found.adapters = @(Get-CimInstance -Namespace root/StandardCimv2 -ClassName MSFT_NetAdapter | Select-Object Name, InterfaceDescription, PermanentAddress, HardwareInterface, Virtual, PNPDeviceID)',
  '$found | ConvertTo-Json -Compress -Depth 4',
].join('; ');

const Text = v.nullish(v.string());
const OptionalRow = <Entries extends v.ObjectEntries>(entries: Entries) =>
  v.fallback(v.nullable(v.object(entries)), null);
const Rows = <Entries extends v.ObjectEntries>(entries: Entries) => v.fallback(v.array(v.object(entries)), []);

/** What is missing, or not as it should be, counts as not there. */
const HardwareSchema = v.object({
  system: OptionalRow({ UUID: Text }),
  board: OptionalRow({ SerialNumber: Text }),
  computer: OptionalRow({ Manufacturer: Text, Model: Text }),
  disks: Rows({
    Number: v.nullish(v.number()),
    SerialNumber: Text,
    BusType: v.nullish(v.number()),
    IsBoot: v.nullish(v.boolean()),
  }),
  drives: Rows({ Index: v.nullish(v.number()), SerialNumber: Text, InterfaceType: Text }),
  adapters: Rows({
    Name: Text,
    InterfaceDescription: Text,
    PermanentAddress: Text,
    HardwareInterface: v.nullish(v.boolean()),
    Virtual: v.nullish(v.boolean()),
    PNPDeviceID: Text,
  }),
});

export type Hardware = v.InferOutput<typeof HardwareSchema>;

/** @param json what the script wrote; null when it could not be run */
export function readHardware(json: string | null): Hardware {
  let data: unknown = null;
  try {
    data = JSON.parse(json ?? 'null');
  } catch {
    // A message of Windows in place of JSON: nothing is known.
  }
  const result = v.safeParse(HardwareSchema, data ?? {});
  return result.success ? result.output : v.parse(HardwareSchema, {});
}
