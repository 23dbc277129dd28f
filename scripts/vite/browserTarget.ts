/**
 * The oldest browsers the pages are compiled for. Air-gapped machines are rarely updated, and phones of 2020 remain in
 * use: the last system of an iPhone 6s or 7 is iOS 15, and Chromium 94 and Firefox 102 are the oldest with the rest
 * of ES2022. Class static blocks, which Safari supports only since 16.4, are lowered.
 */
export const browserTarget = ['es2022', 'chrome94', 'edge94', 'firefox102', 'safari15.4'];
