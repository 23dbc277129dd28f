/**
 * The oldest browsers the pages are compiled for. Air-gapped machines are updated seldom, and phones of 2020 stay in
 * use: the last system of an iPhone 6s or 7 is an iOS 15, and Chromium 94 and Firefox 102 are the oldest with the rest
 * of ES2022. Class static blocks, which Safari has only since 16.4, are lowered.
 */
export const browserTarget = ['es2022', 'chrome94', 'edge94', 'firefox102', 'safari15.4'];
