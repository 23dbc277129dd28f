import { intranetHost } from '../vendor/intranetHost.ts';

/**
 * Chromium paints in software, and prepares no suggestions for an address bar that no test uses: that saves half of the
 * startup time. Only the last list of features to disable counts, so Playwright's own is part of it.
 */
export const chromiumFlags: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  `--host-resolver-rules=MAP ${intranetHost} 127.0.0.1`,
  `--disable-features=${[
    ...['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'AimEnabled', 'PreconnectToSearch', 'OptimizationHints'],
    ...['HttpsUpgrades', 'HttpsFirstBalancedModeAutoEnable', 'ThirdPartyStoragePartitioning', 'PaintHolding'],
    ...['AvoidUnnecessaryBeforeUnloadCheckSync', 'AvoidCorsURLLoaderRestartOnRedirect', 'DestroyProfileOnBrowserClose'],
    ...['LensOverlay', 'MediaRouter', 'NetworkTimeServiceQuerying'],
  ].join(',')}`,
];

/** `film`: shows the film. `none`: no camera. `denied`: the person refuses access. */
export type CameraKind = 'film' | 'none' | 'denied';

/** @param filmPath a Y4M file */
export function cameraFlags(kind: CameraKind, filmPath: string): string[] {
  const device = ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${filmPath}`];
  if (kind === 'none') return [];
  return kind === 'film' ? [...device, '--use-fake-ui-for-media-stream'] : [...device, '--deny-permission-prompts'];
}
