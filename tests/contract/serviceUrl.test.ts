import { expect, test } from 'vitest';
import { faultOfServiceUrl } from '../../src/contract/serviceUrl.ts';

test.each([
  'https://activate.example.com',
  'http://localhost:8080',
  'http://192.168.1.5:8443',
  'https://Activate.Example:443',
  'https://xn--kse-qla.example',
])('%s can be the address of a service', (url) => {
  expect(faultOfServiceUrl(url)).toBeNull();
});

test.each([
  ['begin', 'ftp://example.com'],
  ['begin', 'activate.example.com'],
  ['begin', 'javascript:alert(1)//http://a'],
  ['password', 'https://user:SECRET@example.com'],
  ['password', 'https://SECRET@example.com/path'],
  ['path', 'https://example.com/'],
  ['path', 'https://example.com/licenses'],
  ['path', 'https://example.com//'],
  ['path', 'https://example.com?SECRET'],
  ['path', 'https://example.com#x'],
  ['path', 'https://example.com\\x'],
  ['path', 'https://example.com/@x'],
  ['host', 'https://'],
  ['host', 'http://[::1]:8080'],
  ['host', 'https://käse.example'],
  ['host', 'https://*.example'],
  ['host', 'https://a..example'],
  ['host', 'https://example.com:'],
  ['host', 'https://example.com:1x'],
  ['host', 'https://a.example;script-src'],
  ['host', "https://a.example 'unsafe-inline'"],
  ['host', 'https://a.example\n'],
  ['65535', 'https://example.com:65536'],
  ['port 6000', 'http://example.com:6000'],
  ['port 10080', 'http://localhost:10080'],
  ['port 22', 'https://example.com:22'],
  ['port 6667', 'https://example.com:06667'],
  ['port 0', 'https://example.com:0'],
])('names the fault, %s, of %s', (word, url) => {
  expect(faultOfServiceUrl(url)).toContain(word);
  expect(faultOfServiceUrl(url)).not.toContain('SECRET');
});
