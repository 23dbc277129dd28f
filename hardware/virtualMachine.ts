/** What virtual machines put where the maker and model of a computer stand. */
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

/** @returns what a virtual machine is called that shows such a maker and model; null when it is none */
export function virtualMachineIn(makerAndModel: string): string | null {
  return makers.find(([, pattern]) => pattern.test(makerAndModel))?.[0] ?? null;
}
