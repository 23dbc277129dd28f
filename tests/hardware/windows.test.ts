import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { RunProgram } from '../../hardware/run.ts';
import { surveyWindows } from '../../hardware/windows/survey.ts';
import { bindingValue } from '../../src/crypto/binding.ts';
import { identifyMachine } from '../../src/machine/identity.ts';

const product = 'orrery';
const hashed = (component: string, identifier: string) => bindingValue(product, component, identifier);
const output = (name: string) => readFileSync(`tests/hardware/systems/windows/${name}`, 'utf8');

/** A system on which programs print recorded output of another one. */
function programs(hardware: string | null): RunProgram & { readonly paths: string[] } {
  const paths: string[] = [];
  const run: RunProgram = (path) => {
    paths.push(path);
    return path.endsWith('reg.exe') ? output('registry.txt') : hardware;
  };
  return Object.assign(run, { paths });
}

const survey = (hardware: string | null) => surveyWindows(programs(hardware), 'C:\\Windows');
const outcomes = (hardware: string | null) =>
  identifyMachine(product, survey(hardware)).findings.map(({ outcome }) => outcome);

describe('under Windows', () => {
  it('a workstation reports all five components: its boot disk and the built-in adapter', () => {
    expect(survey(output('workstation.json')).surroundings.kind).toBe('hardware');
    expect(identifyMachine(product, survey(output('workstation.json'))).bindings).toEqual([
      { component: 'os', value: hashed('os', '3f2b8c1d7e404a95b6d290c1e5f7a824') },
      { component: 'system', value: hashed('system', '4c4c4544004a4b108032b7c04f585133') },
      { component: 'board', value: hashed('board', '/7JK2XQ3/CNFCW0098S00RT/') },
      { component: 'disk', value: hashed('disk', '0025_3858_1140_5EA7') },
      { component: 'network', value: hashed('network', '00163e5a0b71') },
    ]);
  });

  it('a custom-built one reports what its firmware does not leave blank, and the only built-in disk', () => {
    expect(outcomes(output('homeBuilt.json'))).toEqual(['read', 'placeholder', 'placeholder', 'read', 'read']);
    expect(identifyMachine(product, survey(output('homeBuilt.json'))).bindings[1]).toEqual({
      component: 'disk',
      value: hashed('disk', 'WD-WX11A22B3344'),
    });
  });

  it('an adapter in a dock never counts: it is in another container than the computer', () => {
    const [own, , wireless] = JSON.parse(output('workstation.json')).adapters;
    const dock = {
      ...own,
      Name: 'Ethernet 3',
      PermanentAddress: '00163E000009',
      PNPDeviceID: 'PCI\\VEN_8086&DEV_15D3\\1',
    };
    const shownIn = (container: string) => {
      const containers = [
        { InstanceId: dock.PNPDeviceID, Data: container },
        { InstanceId: wireless.PNPDeviceID, Data: '{00000000-0000-0000-FFFF-FFFFFFFFFFFF}' },
      ];
      const hardware = JSON.stringify({ adapters: [dock, wireless], containers });
      return identifyMachine(product, survey(hardware)).shown.filter(({ component }) => component === 'network');
    };
    const lasting = { component: 'network', value: hashed('network', '00163e770102') };
    expect(shownIn('{5c4b1a7e-2f0d-5e11-9d64-0a0027000010}')).toEqual([lasting]);
    expect(shownIn('{00000000-0000-0000-ffff-ffffffffffff}')).toHaveLength(2);
    expect(shownIn('{00000000-0000-0000-0000-000000000000}')).toHaveLength(2);
  });

  it('a virtual machine reports itself as one', () => {
    expect(survey(output('hyperV.json')).surroundings).toEqual({ kind: 'virtual-machine', name: 'Hyper-V' });
    expect(outcomes(output('hyperV.json'))).toEqual(['read', 'read', 'read', 'missing', 'read']);
  });

  it.each([[null], [''], ['PowerShell is blocked by your administrator.'], ['[]'], ['{"disks":{},"system":7}']])(
    'only the install ID remains when PowerShell prints %j',
    (hardware) => {
      expect(outcomes(hardware)).toEqual(['read', 'missing', 'missing', 'missing', 'missing']);
    },
  );

  it('runs programs by their full path', () => {
    const run = programs(null);
    surveyWindows(run, 'D:\\Windows');
    expect(run.paths).toEqual([
      'D:\\Windows\\System32\\reg.exe',
      'D:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe',
    ]);
  });
});
