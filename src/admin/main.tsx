import { render } from 'preact';
import { clipboard } from '../device/clipboard.ts';
import { connection } from '../device/connection.ts';
import { createFiles } from '../device/files.ts';
import { createSpeaker } from '../device/speech.ts';
import { type AdminMessages, loadAdminMessages } from '../messages/adminLanguages.ts';
import { accentProperties } from '../vendor/accent.ts';
import { readProfiles, type VendorProfile } from '../vendor/profile.ts';
import { App } from './App.tsx';
import { createAdminClient } from './api.ts';
import { type AdminModel, createAdminModel } from './model/model.ts';
import type { AdminPorts } from './ports.ts';
import './styles.css';
import { choices, location, tabDrafts, tabToken } from './browser.ts';

const ports: AdminPorts = {
  connect: createAdminClient(window.location.origin),
  token: tabToken,
  drafts: tabDrafts,
  location,
  choices,
  connection,
  save: createFiles(isSecureContext).save,
  copy: clipboard.copy,
  speaker: createSpeaker(globalThis.speechSynthesis, globalThis.SpeechSynthesisUtterance),
  now: () => new Date(),
  later: (milliseconds, run) => {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
};

function paint({ accent }: VendorProfile): void {
  const { style } = document.documentElement;
  for (const [name, value] of accentProperties(accent ?? null)) style.setProperty(name, value);
}

/** Renders the page. A language change renders in place, so that input and open dialogs survive. */
function show(root: HTMLElement, admin: AdminModel, first: AdminMessages): void {
  let wanted = first.language;

  function draw(messages: AdminMessages): void {
    document.documentElement.lang = messages.language;
    document.documentElement.dir = messages.direction;
    render(<App admin={admin} messages={messages} chooseLanguage={(tag) => void choose(tag)} />, root);
  }

  async function choose(tag: string): Promise<void> {
    wanted = tag;
    choices.write('language', tag);
    const messages = await loadAdminMessages([tag]);
    // Ignore a language that finished loading after the person chose another.
    if (wanted === tag) draw(messages);
  }

  draw(first);
}

async function main(root: HTMLElement): Promise<void> {
  const chosen = choices.read('language');
  const messages = loadAdminMessages(chosen === null ? navigator.languages : [chosen, ...navigator.languages]);
  const textOf = (id: string) => document.getElementById(id)?.textContent ?? null;
  const profiles = readProfiles(textOf('vendor') ?? '', textOf('other-products'));
  paint(profiles[0]);
  const admin = createAdminModel(ports, profiles);
  show(root, admin, await messages);
  await admin.start();
}

const root = document.getElementById('app');
if (root) void main(root);
