import jsQR from 'jsqr';
import { describe, expect, test } from 'vitest';
import { type BannerFacts, writeBanner } from '../../../server/demo/banner.ts';
import { drawQrCode } from '../../../server/demo/halfBlocks.ts';
import { addressesOf, localNetworkAddress } from '../../../server/demo/networkAddress.ts';

/** Renders terminal lines with four pixels per module. */
function photograph(lines: readonly string[]): { pixels: Uint8ClampedArray; side: number } {
  const rows = lines.flatMap((line) => {
    const cells = [...line];
    return [cells.map((cell) => cell === '█' || cell === '▀'), cells.map((cell) => cell === '█' || cell === '▄')];
  });
  const width = rows[0]?.length ?? 0;
  const side = width * 4;
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      const dark = rows[Math.floor(y / 4)]?.[Math.floor(x / 4)] === true;
      if (dark) pixels.fill(0, (y * side + x) * 4, (y * side + x) * 4 + 3);
    }
  }
  return { pixels, side };
}

test('the code in the terminal contains the address', () => {
  for (const address of ['http://192.168.1.20:8080/', 'https://activate.northlight.example/']) {
    const { pixels, side } = photograph(drawQrCode(address, false));
    expect(jsQR(pixels, side, side)?.data).toBe(address);
  }
});

describe('the address for the phone', () => {
  const at = (address: string) =>
    [{ address, family: 'IPv4', internal: false, netmask: '', mac: '', cidr: null }] as never;

  test('is that of a real network card', () => {
    expect(
      localNetworkAddress({ docker0: at('172.17.0.1'), tailscale0: at('100.1.1.1'), wlp2s0: at('192.168.1.20') }),
    ).toBe('192.168.1.20');
    expect(localNetworkAddress({ 'vEthernet (WSL)': at('172.20.0.1'), 'Wi-Fi': at('10.0.0.5') })).toBe('10.0.0.5');
  });

  test('is null without a network', () => {
    expect(localNetworkAddress({})).toBeNull();
    expect(localNetworkAddress({ eth0: at('169.254.7.7') })).toBeNull();
  });
});

describe('the addresses of a service', () => {
  const interfaces = {
    eth0: [{ address: '192.168.1.20', family: 'IPv4', internal: false, netmask: '', mac: '', cidr: null }],
  } as never;
  const localhost = 'http://localhost:8080/';

  test.each([
    [undefined, localhost, 'http://192.168.1.20:8080/'],
    ['0.0.0.0', localhost, 'http://192.168.1.20:8080/'],
    ['::', localhost, 'http://192.168.1.20:8080/'],
    ['::1', localhost, null],
    ['127.0.0.1', localhost, null],
    ['localhost', localhost, null],
    ['192.168.1.20', 'http://192.168.1.20:8080/', 'http://192.168.1.20:8080/'],
    ['fd00::5', 'http://[fd00::5]:8080/', null],
  ])('that listens on %s', (host, machineAddress, phoneAddress) => {
    expect(addressesOf({ host, publicUrl: undefined }, 8080, interfaces)).toEqual({ machineAddress, phoneAddress });
  });

  test('on a computer without a network, and with a public address', () => {
    const host = undefined;
    expect(addressesOf({ host, publicUrl: undefined }, 8080, {}).phoneAddress).toBeNull();
    expect(addressesOf({ host, publicUrl: 'https://a.example' }, 8080, {}).phoneAddress).toBe('https://a.example/');
  });
});

describe('the banner', () => {
  const facts: BannerFacts = {
    product: 'Orrery Studio',
    vendor: 'Northlight Instruments',
    machineAddress: 'http://localhost:8081/',
    phoneAddress: 'http://192.168.1.20:8081/',
    page: '.keyferry/keyferry.html',
    serials: [{ licenseType: 'pro', seats: 3, serialNumber: 'AAAAA-BBBBB-CCCCC-DDDDD', left: 2 }],
    serialsFile: '.keyferry/demo-serials.txt',
    tokenFile: '.keyferry/admin-token.txt',
    dataFolder: '.keyferry',
    firstRun: true,
    passphraseFile: '.keyferry/passphrase.txt',
    busyPort: 8080,
  };

  test('contains all facts, without colors if the terminal has none', () => {
    const text = writeBanner(facts, false);
    for (const fact of [
      'localhost:8081',
      '192.168.1.20:8081',
      'keyferry.html',
      'localhost:8081/admin',
      '.keyferry/admin-token.txt',
      'AAAAA-BBBBB',
      '2 of 3 seats left',
      'Ctrl-C',
    ]) {
      expect(text).toContain(fact);
    }
    for (const notice of ['Port 8080 is in use', 'First start', 'passphrase.txt']) expect(text).toContain(notice);
    expect(text).not.toContain('\u001b');
    expect(writeBanner(facts, true)).toContain('\u001b[30;107m');
  });

  test('says when no phone can reach the computer', () => {
    expect(writeBanner({ ...facts, phoneAddress: null }, false)).toContain('KEYFERRY_PUBLIC_URL');
  });
});
