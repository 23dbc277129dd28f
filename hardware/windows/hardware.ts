import * as v from 'valibot';

/** Contains no quotation marks, which are passed on differently by each system. */
export const hardwareScript = [
  '$ErrorActionPreference = [System.Management.Automation.ActionPreference]::SilentlyContinue',
  '$found = @{}',
  '$found.system = Get-CimInstance -ClassName Win32_ComputerSystemProduct | Select-Object UUID',
  '$found.board = Get-CimInstance -ClassName Win32_BaseBoard | Select-Object -First 1 SerialNumber',
  '$found.computer = Get-CimInstance -ClassName Win32_ComputerSystem | Select-Object Manufacturer, Model',
  '$found.disks = @(Get-CimInstance -Namespace root/Microsoft/Windows/Storage -ClassName MSFT_Disk | Select-Object Number, SerialNumber, BusType, IsBoot)',
  '$found.drives = @(Get-CimInstance -ClassName Win32_DiskDrive | Select-Object Index, SerialNumber, InterfaceType)',
  '$found.adapters = @(Get-CimInstance -Namespace root/StandardCimv2 -ClassName MSFT_NetAdapter | Select-Object Name, InterfaceDescription, PermanentAddress, HardwareInterface, Virtual, PNPDeviceID)',
  '$found.containers = @($found.adapters | ForEach-Object { Get-PnpDeviceProperty -InstanceId $_.PNPDeviceID -KeyName DEVPKEY_Device_ContainerId } | Select-Object InstanceId, Data)',
  '$found | ConvertTo-Json -Compress -Depth 4',
].join('; ');

const Text = v.nullish(v.string());
const OptionalRow = <Entries extends v.ObjectEntries>(entries: Entries) =>
  v.fallback(v.nullable(v.object(entries)), null);
const Rows = <Entries extends v.ObjectEntries>(entries: Entries) => v.fallback(v.array(v.object(entries)), []);

/** Missing and unexpected values count as absent. */
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
  containers: Rows({ InstanceId: Text, Data: Text }),
});

export type Hardware = v.InferOutput<typeof HardwareSchema>;

/** @param json output of the script; null if it could not run */
export function readHardware(json: string | null): Hardware {
  let data: unknown = null;
  try {
    data = JSON.parse(json ?? 'null');
  } catch {
    // A message of Windows instead of JSON.
  }
  const result = v.safeParse(HardwareSchema, data ?? {});
  return result.success ? result.output : v.parse(HardwareSchema, {});
}
