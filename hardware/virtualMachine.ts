/** How virtual machines name their manufacturer and model. */
const makers: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['VMware', /vmware/i],
  ['VirtualBox', /virtualbox|innotek/i],
  ['Hyper-V', /microsoft corporation virtual machine/i],
  ['Parallels', /parallels/i],
  ['Amazon EC2', /amazon ec2/i],
  ['Google Compute Engine', /google compute engine/i],
  ['Xen', /\bxen\b|hvm domu/i],
  ['Apple Virtualization', /apple virtualization|virtualmac/i],
  ['bhyve', /bhyve/i],
  ['QEMU', /qemu|kvm|bochs|openstack|ovirt|rhev|standard pc/i],
];

/** @returns the name of the virtual machine with this manufacturer and model; null for physical hardware */
export function virtualMachineIn(makerAndModel: string): string | null {
  return makers.find(([, pattern]) => pattern.test(makerAndModel))?.[0] ?? null;
}
