/**
 * The oldest browsers the pages are compiled for. Air-gapped machines are updated seldom, and phones of 2020 stay in
 * use: iOS 15.4 is what the last system of an iPhone 6s and 7 offers at least, Chromium 94 and Firefox 102 are the
 * oldest with the rest of ES2022. Class static blocks are lowered for Safari, which has them only since 16.4. The cost
 * over a current target is under one percent.
 */
export const browserTarget = ['es2022', 'chrome94', 'edge94', 'firefox102', 'safari15.4'];
