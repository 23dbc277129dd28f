/**
 * Dummy values that makers leave in firmware. Millions of machines share each, so that they identify none. Compared in upper
 * case, by letters and digits only.
 */
const texts: ReadonlySet<string> = new Set([
  'TOBEFILLEDBYOEM',
  'TOBEFILLEDBYOEMFIELD',
  'FILLEDBYOEM',
  'FILLBYOEM',
  'OEM',
  'OEMDEFAULTSTRING',
  'DEFAULT',
  'DEFAULTSTRING',
  'SYSTEMSERIALNUMBER',
  'SYSTEMPRODUCTNAME',
  'SYSTEMMANUFACTURER',
  'SYSTEMVERSION',
  'SERIALNUMBER',
  'SERIALNO',
  'SYSTEMSERIALNUMB',
  'SYSTEMSERIAL',
  'OEMSERIAL',
  'SERIAL',
  'BASEBOARDSERIALNUMBER',
  'BASEBOARDSERIAL',
  'BOARDSERIALNUMBER',
  'TYPE2BOARDSERIALNUMBER',
  'CHASSISSERIALNUMBER',
  'MBSERIAL',
  'NONE',
  'NULL',
  'NIL',
  'NA',
  'EMPTY',
  'BLANK',
  'UNKNOWN',
  'UNDEFINED',
  'UNKNOW',
  'UNINITIALIZED',
  'UNASSIGNED',
  'UNSPECIFIED',
  'INVALID',
  'NOTAPPLICABLE',
  'NOTAVAILABLE',
  'NOTDEFINED',
  'NOTPRESENT',
  'NOTSET',
  'NOTSETTABLE',
  'NOTUSED',
  'NOTFOUND',
  'NOTASSIGNED',
  'NOSERIAL',
  'NOSERIALNUMBER',
  'NOASSETTAG',
  'NULLSTRING',
  'EMPTYSTRING',
  'TOBEDEFINED',
  'TOBEDETERMINED',
  'TBD',
  'RESERVED',
  'INVALIDENTRY',
  'EVAL',
  'SAMPLE',
  'DUMMY',
  'IATPASS',
  'NOTSPECIFIED',
  'NOTSUPPORTED',
  'ABCDEF0123456789',
  'DEADBEEF',
  '0XDEADBEEF',
  'MB1234567890',
  'BSS0123456789',
  'BSN12345678901234567',
]);

/** Patterns over the same letters and digits. */
const patterns: readonly RegExp[] = [
  // One or two characters over and over: all zero, all F, XXXXXXXX, FEFEFEFE.
  /^(..?)\1*$/,
  // Zero in hexadecimal, as of cards.
  /^0X0+$/,
  // QEMU, its managers and Google number disks alike in every virtual machine.
  /^QM\d{5}$/,
  /^DRIVE(?:IDE|SATA|SCSI|VIRTIO)[\d]*$/,
  /^(?:PERSISTENT|VIRTIO)DISK\d+$/,
  // Counted up, also after a prefix such as SN- or SYS-, and down.
  /^[A-Z]{0,4}0?12345(?:6(?:7(?:8(?:90?)?)?)?)?$/,
  /^[A-Z]{0,4}(?:0123456789.*|1234567890(?:1234567890?|ABCDEF)?|123456789[0ABCDEF]+|1234567890+|9876543210)$/,
];

/** UUIDs that many boards share, 32 hex digits, in both byte orders where systems differ. */
const uuids: ReadonlySet<string> = new Set([
  '03000200040005000006000700080009',
  '00020003000400050006000700080009',
  '12345678123456789012123456789012',
  '123456781234567890abcddeefaabbcc',
  '785634123412785690abcddeefaabbcc',
  '01234567891011121314151617181920',
  '0123456789abcdef0123456789abcdef',
  '12345678123412341234123456789abc',
  '12345678123412341234123456789012',
  '12345678123456781234567812345678',
  '00112233445566778899aabbccddeeff',
  '11111111222233334444555555555555',
  'deadbeefdeadbeefdeadbeefdeadbeef',
  '6ab5b300538d10149fb5b0684d007b53',
  // Dell, with a blank service tag.
  '4c4c454400002010802080c04f202020',
  '44454c4c00001020802080c04f202020',
]);

/** MACs that drivers and systems use everywhere. */
const addresses: ReadonlySet<string> = new Set([
  // Shown by systems that hide the real address.
  '020000000000',
  // Dial-up and tunnel adapters of Windows, and the adapter of a VPN client.
  '444553540000',
  '505054503030',
  '33506f453030',
  '204153594eff',
  '00059a3c7a00',
  // Of VirtualBox and VMware on their hosts, of Xen, of loopback adapters, and of test boards.
  '0a0027000000',
  '005056c00001',
  '005056c00008',
  'feffffffffff',
  '02004c4f4f50',
  '001122334455',
  '123456789abc',
  'deadbeef0000',
  '020012345678',
]);

/** @returns whether a serial number is a dummy value */
export function isPlaceholderText(text: string): boolean {
  const bare = text.toUpperCase().replace(/[^A-Z0-9]/g, '');
  return bare.length < 3 || texts.has(bare) || patterns.some((pattern) => pattern.test(bare));
}

/** @param hex 32 lower-case hex digits */
export function isPlaceholderUuid(hex: string): boolean {
  return /^(..?)\1*$/.test(hex) || uuids.has(hex);
}

/** @param hex 12 lower-case hex digits @returns true for group addresses too */
export function isPlaceholderAddress(hex: string): boolean {
  const isGroup = (Number.parseInt(hex.slice(0, 2), 16) & 1) === 1;
  return isGroup || /^(.)\1*$/.test(hex) || addresses.has(hex);
}
