import { describe, expect, it } from 'vitest';
import { installCommand } from '../../../../cli/machine/wizard/installStatus.ts';
import { browserCommand } from '../../../../cli/machine/wizard/openBrowser.ts';

const target = (path: string) => ({ path, mayMakeFolder: true });
const forbidden = { code: 'target-forbidden', details: {} } as const;

describe('the administrator’s command', () => {
  it('creates the folder and copies the license, readable by everyone', () => {
    expect(installCommand(target('/opt/orrery/orrery.lic'), '/home/a/license.lic', forbidden, 'linux')).toBe(
      'sudo mkdir -p /opt/orrery && sudo install -m 644 /home/a/license.lic /opt/orrery/orrery.lic',
    );
  });

  it.each([
    ['/opt/my orrery/a.lic', "'/opt/my orrery/a.lic'"],
    ["/opt/o'rrery/a.lic", "'/opt/o'\\''rrery/a.lic'"],
    ['/opt/$(reboot)/a.lic', "'/opt/$(reboot)/a.lic'"],
    ['/opt/;reboot/a.lic', "'/opt/;reboot/a.lic'"],
  ])('does not execute parts of a path: %s', (path, quoted) => {
    expect(installCommand(target(path), '/home/a/license.lic', forbidden, 'linux')?.endsWith(` ${quoted}`)).toBe(true);
  });

  it('is written for the system’s own shell on Windows', () => {
    const command = installCommand(target('C:\\Program Files\\a.lic'), 'C:\\Users\\a\\a.lic', forbidden, 'win32');
    expect(command).toBe('copy "C:\\Users\\a\\a.lic" "C:\\Program Files\\a.lic"');
  });

  it('is null where administrator rights do not help', () => {
    expect(installCommand(target('/opt/a.lic'), '/a.lic', { code: 'target-full', details: {} }, 'linux')).toBeNull();
    expect(installCommand(target('/opt/a.lic'), '/a.lic', null, 'linux')).toBeNull();
  });
});

describe('the browser', () => {
  const address = 'http://localhost:1/?token=a';

  it.each([
    ['linux', { DISPLAY: ':0' }, ['/usr/bin/xdg-open', address]],
    ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, ['/usr/bin/xdg-open', address]],
    ['linux', {}, null],
    ['darwin', {}, ['/usr/bin/open', address]],
    [
      'win32',
      { SystemRoot: 'D:\\Windows' },
      ['D:\\Windows\\System32\\rundll32.exe', 'url.dll,FileProtocolHandler', address],
    ],
  ] as const)('is opened on %s with %j by an absolute path', (platform, environment, command) => {
    expect(browserCommand({ platform, environment }, address)).toEqual(command);
  });
});
