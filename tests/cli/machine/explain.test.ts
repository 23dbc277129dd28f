import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { joinBundle } from '../../../src/documents/bundle.ts';
import { read } from '../../machine/surveys.ts';
import { writeSampleKeyset } from './vendor.ts';
import { workbench } from './workbench.ts';

const unityRequest = '<?xml version="1.0"?><root><SystemInfo><IsoCode>en</IsoCode></SystemInfo></root>';
const unityLicense = '<?xml version="1.0"?><root><License id="Terms"><MachineID Value="x"/></License></root>';

describe('the explanation of a file', () => {
  it('that is a request', async () => {
    const bench = await workbench();
    await bench.obtain();
    const { exitCode, stdout } = await bench.run('explain', bench.at('request.licreq'));
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/a license request\n.*intact +yes/);
    expect(stdout).toMatch(/operating system, computer identity \(UUID\), main board, system disk, network adapter/);
  });

  it('that is a license, with and without the vendor’s keys', async () => {
    const bench = await workbench();
    const license = await bench.obtain();
    const known = await bench.run('explain', license);
    expect(known).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/intact +yes[\s\S]*state +active/) });
    bench.change({ environment: {} });
    const unknown = await bench.run('explain', license);
    expect(unknown).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/a license\n[\s\S]*intact +unknown/) });
    expect(unknown.stdout).not.toContain('Okonkwo');
  });

  it('that is another machine’s license: genuine, but unusable here', async () => {
    const bench = await workbench();
    const license = await bench.obtain();
    bench.changeHardware({ os: read('11111111222222223333333344444444'), board: read('Q1'), disks: [], adapters: [] });
    const { exitCode, stdout } = await bench.run('explain', license);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/intact +yes[\s\S]*machine-other/);
  });

  it('that was modified', async () => {
    const bench = await workbench();
    const text = readFileSync(await bench.obtain(), 'utf8');
    writeFileSync(bench.at('changed.lic'), text.replace('Okonkwo', 'Okonkwa'));
    const changed = await bench.run('explain', bench.at('changed.lic'));
    expect(changed).toMatchObject({ exitCode: 1, stdout: expect.stringContaining('signature-invalid') });
    writeFileSync(bench.at('half.lic'), text.slice(0, 700));
    expect((await bench.run('explain', bench.at('half.lic'))).stdout).toContain('file-cut-short');
  });

  it('that is a list of keys, a receipt, or several documents', async () => {
    const bench = await workbench();
    await bench.run('activate', await bench.obtain());
    await bench.run('return', '--yes', '-o', bench.at('a.licret'));
    expect((await bench.run('explain', bench.at('a.licret'))).stdout).toMatch(/a return receipt\n[\s\S]*counter +1/);
    const keyset = await writeSampleKeyset({ version: 5 });
    writeFileSync(bench.at('all'), joinBundle([keyset, bench.read('request.licreq')]));
    const { exitCode, stdout } = await bench.run('explain', bench.at('all'));
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/Document 1 of 2[\s\S]*5, epoch 1[\s\S]*Document 2 of 2[\s\S]*a license request/);
  });

  it.each([
    [unityRequest, /a license request of Unity \(\.alf\)/, 0],
    [unityLicense, /a license of Unity \(\.ulf\)/, 0],
    [unityLicense.slice(0, -9), /a license of Unity \(\.ulf\)\n.*intact +no/, 1],
    ['<!DOCTYPE html><html></html>', /a web page[\s\S]*file-is-web-page/, 1],
    ['', /file-empty/, 1],
    ['hello', /file-unrecognized/, 1],
  ])('that is not a Keyferry file: %j', async (text, says, code) => {
    const bench = await workbench();
    writeFileSync(bench.at('foreign'), text);
    const { exitCode, stdout } = await bench.run('explain', bench.at('foreign'));
    expect(stdout).toMatch(says);
    expect(exitCode).toBe(code);
  });
});
