import { type SendingResult, sendWaiting } from './activation/background/sendWaiting.ts';
import { openKeysets } from './activation/keys/keysets.ts';
import type { SendingProduct } from './activation/products/products.ts';
import { aloneWith } from './device/background.ts';
import { callsOf, createActivationCalls } from './device/service/activationCalls.ts';
import { openDatabase } from './storage/database.ts';
import { createJournal } from './storage/journal.ts';
import { readPackedPage } from './vendor/packedPage.ts';
import type { VendorProfile } from './vendor/profile.ts';

/** What was sent, and the language that the person chose, if any. */
export interface BackgroundSending {
  readonly result: SendingResult;
  readonly language: string | null;
}

/**
 * Sends everything that waits, in the service worker.
 *
 * @param html the packed page, from which the products and their service derive
 * @returns null when the page is not packed
 * @throws Refusal `profile-invalid`; `storage-…`; every code of `verifyKeyset`
 */
export async function sendInBackground(html: string): Promise<BackgroundSending | null> {
  const page = readPackedPage(html);
  if (page === null) return null;
  const [first, ...others] = page.profiles;
  const open = (profile: VendorProfile) => {
    const origin = page.service === 'same-origin' ? location.origin : profile.serviceUrl;
    return openProduct(profile, origin);
  };
  const [main, ...further] = await Promise.all([open(first), ...others.map(open)]);
  const products = [main, ...further] as const;
  try {
    const now = () => new Date();
    const result = await sendWaiting({ products, alone: aloneWith(navigator.locks), now });
    const language = await main.journal.readSetting('language');
    return { result, language };
  } finally {
    // An open connection would block a newer page that changes the database.
    for (const { close } of products) close();
  }
}

async function openProduct(
  profile: VendorProfile,
  serviceUrl: string,
): Promise<SendingProduct & { readonly close: () => void }> {
  const database = await openDatabase(profile.product.id);
  const journal = createJournal(database, profile.product.id);
  const keysets = await openKeysets(profile, journal);
  const service = createActivationCalls(callsOf(serviceUrl, globalThis), profile.product.id);
  return { profile, keysets, journal, service, close: () => database.close() };
}
