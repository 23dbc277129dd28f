import { effect } from '@preact/signals';
import { render } from 'preact';
import { createJourney, type Journey } from './activation/journey.ts';
import { openKeysets } from './activation/keys/keysets.ts';
import type { JournalPort, Ports } from './activation/ports.ts';
import type { ServedProduct } from './activation/products/products.ts';
import { seedSigner } from './crypto/ed25519.ts';
import { createBackground } from './device/background.ts';
import { createCamera } from './device/camera/camera.ts';
import { clipboard } from './device/clipboard.ts';
import { connection } from './device/connection.ts';
import { createDecoder } from './device/decoder/decoder.ts';
import { createPictures } from './device/decoder/pictures.ts';
import { createFeedback } from './device/feedback.ts';
import { createFiles } from './device/files.ts';
import { browserHistory } from './device/history.ts';
import { createInstall } from './device/install.ts';
import { createPage } from './device/page.ts';
import { createScreen } from './device/screen.ts';
import { createServiceClient } from './device/service/serviceClient.ts';
import { canHaveWorker, linkServiceWorker, noServiceWorker } from './device/serviceWorker.ts';
import { completeMessages, loadMessages, type Messages } from './messages/languages.ts';
import { App } from './steps/App.tsx';
import { BlockedPage } from './steps/frame/BlockedPage.tsx';
import { BrokenPage } from './steps/frame/BrokenPage.tsx';
import { loadRest } from './steps/loadRest.ts';
import { openPageStorage, type PageStorage } from './storage/pageStorage.ts';
import { accentProperties } from './vendor/accent.ts';
import './styles.css';
import { type ProfileTexts, readPackedProfiles } from './vendor/packedProfiles.ts';
import type { VendorProfile } from './vendor/profile.ts';

const randomBytes = (length: number) => crypto.getRandomValues(new Uint8Array(length));
const now = () => new Date();
const later: Ports['later'] = (milliseconds, run) => {
  const timer = setTimeout(run, milliseconds);
  return () => clearTimeout(timer);
};

type ToolModule = typeof import('./tool.ts');
/** What depends on where the page is served from: by the service, or by the command line tool. */
type Backend = Pick<Ports, 'journal' | 'installation' | 'service' | 'tool'>;

function paint({ accent }: VendorProfile): void {
  const { style } = document.documentElement;
  for (const [name, value] of accentProperties(accent ?? null)) style.setProperty(name, value);
}

/** The person's choice takes precedence over the browser's. */
async function preferredLanguages(journal: JournalPort): Promise<readonly string[]> {
  // Where nothing can be read, no choice is stored; the wizard reports the error.
  const chosen = await journal.readSetting('language').catch(() => null);
  return chosen === null ? navigator.languages : [chosen, ...navigator.languages];
}

function speak({ language, direction }: Messages): void {
  document.documentElement.lang = language;
  document.documentElement.dir = direction;
}

/** Shows the wizard. Another language is rendered over it, so that input and open parts stay. */
function show(
  root: HTMLElement,
  journey: Journey,
  journal: JournalPort,
  first: Messages,
  tool: ToolModule | null,
): void {
  let wanted = first.language;
  const load = tool?.loadMessages ?? loadMessages;
  const screens = tool?.screens ?? null;

  let drawn = first;

  function draw(messages: Messages): void {
    drawn = messages;
    speak(messages);
    render(
      <App
        journey={journey}
        messages={messages}
        completeTexts={complete}
        tool={screens}
        chooseLanguage={(tag) => void choose(tag)}
      />,
      root,
    );
  }

  async function choose(tag: string): Promise<void> {
    wanted = tag;
    // A choice that cannot be stored still holds for this visit.
    journal.writeSetting('language', tag).catch(() => {});
    const messages = await load([tag]);
    // All of them before it is drawn: what is open on the screen must stay.
    const all = await completeMessages(messages).catch(() => messages);
    // A slow download must not undo a later choice.
    if (wanted === tag) draw(all);
  }

  /** Draws again with the texts that the first screen does not need. */
  async function complete(): Promise<void> {
    const before = drawn;
    const all = await completeMessages(before);
    if (drawn === before && all !== before) draw(all);
  }

  draw(first);
  // A screen that needs them tries again, and says when they are missing.
  complete().catch(() => {});
}

/** Loads what only the page of the command line tool needs; the one-file page never does. */
async function toolFor(origin: string | undefined): Promise<ToolModule | null> {
  return import.meta.env.MODE !== 'single-file' && origin === 'this-machine' ? import('./tool.ts') : null;
}

function createPorts(backend: Backend, storage: Ports['storage']): Ports {
  const decoder = createDecoder();
  return {
    ...backend,
    storage,
    camera: createCamera(decoder),
    screen: createScreen(navigator.wakeLock, document, matchMedia('(prefers-reduced-motion: reduce)')),
    feedback: createFeedback(window.AudioContext),
    pictures: createPictures(decoder),
    files: createFiles(isSecureContext),
    clipboard,
    speaker: async () => (await import('./device/speech.ts')).speaker,
    connection,
    history: browserHistory,
    background: createBackground(canHaveWorker() && !backend.tool),
    install: createInstall(canHaveWorker() && !backend.tool),
    page: createPage(backend.tool ? noServiceWorker : linkServiceWorker(() => location.reload())),
    now,
    later,
    randomBytes,
  };
}

/** A page that the service itself serves asks the address that it came from. */
function serviceOf({ serviceUrl, product }: VendorProfile, origin: string | undefined): Ports['service'] {
  return createServiceClient(origin === 'same-origin' ? location.origin : serviceUrl, product.id);
}

/** Opens a product that the page serves besides its main one. */
async function openProduct(
  profile: VendorProfile,
  origin: string | undefined,
  storage: PageStorage,
): Promise<ServedProduct> {
  const { journal, installation } = storage.of(profile.product.id);
  const keysets = await openKeysets(profile, journal);
  return { profile, keysets, service: serviceOf(profile, origin), journal, installation };
}

/** Opens the storage, with something on the screen meanwhile: another tab may keep it locked for long. */
async function openStorage(root: HTMLElement, profiles: readonly VendorProfile[], messages: Messages) {
  speak(messages);
  render(<p class="opening">{messages.opening}</p>, root);
  const ids = profiles.map(({ product }) => product.id);
  let isOpen = false;
  const sayBlocked = async () => {
    const all = await completeMessages(messages).catch(() => messages);
    if (!isOpen) render(<BlockedPage messages={all} />, root);
  };
  try {
    return await openPageStorage(ids, { seedSigner, randomBytes, now, later }, () => void sayBlocked());
  } finally {
    isOpen = true;
  }
}

/** Applies the rules of the profile. @returns what is wrong with it; null when nothing is, or the rules cannot be loaded */
async function faultIn({ main, others }: ProfileTexts): Promise<unknown> {
  const rules = await import('./vendor/profile.ts').catch(() => null);
  try {
    rules?.readProfiles(main, others);
    return null;
  } catch (fault) {
    return fault;
  }
}

async function main(root: HTMLElement): Promise<void> {
  let languages = navigator.languages;
  let tool: ToolModule | null = null;
  const block = document.getElementById('vendor');
  const texts: ProfileTexts = {
    main: block?.textContent ?? '',
    others: document.getElementById('other-products')?.textContent ?? null,
  };
  try {
    const profiles = readPackedProfiles(texts);
    const [profile, ...otherProfiles] = profiles;
    const origin = block?.dataset.service;
    tool = await toolFor(origin);
    const load = tool?.loadMessages ?? loadMessages;
    const storage = await openStorage(root, profiles, await load(languages));
    const own = storage.of(profile.product.id);
    languages = await preferredLanguages(own.journal);
    const backend = tool?.openTool(own.journal) ?? {
      journal: own.journal,
      installation: own.installation,
      service: serviceOf(profile, origin),
      tool: null,
    };
    // Verified before anything is shown in the vendor's name.
    const keysets = await openKeysets(profile, backend.journal);
    const products = await Promise.all(otherProfiles.map((other) => openProduct(other, origin, storage)));
    const journey = createJourney(createPorts(backend, storage.port), { profile, keysets }, products);
    effect(() => paint(journey.inFront.value ?? profile));
    show(root, journey, backend.journal, await load(languages), tool);
    await journey.start();
    if (import.meta.env.MODE !== 'single-file') void loadRest(journey, document.documentElement.lang);
    const fault = await faultIn(texts);
    if (fault) throw fault;
  } catch (error) {
    const first = await (tool?.loadMessages ?? loadMessages)(languages);
    const messages = await completeMessages(first).catch(() => first);
    speak(messages);
    render(<BrokenPage error={(await faultIn(texts)) ?? error} messages={messages} />, root);
  }
}

const root = document.getElementById('app');
if (root) void main(root);
