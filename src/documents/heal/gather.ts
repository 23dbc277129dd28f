import type { DocumentType } from '../documentType.ts';
import type { Damage, HealedDocument } from './damage.ts';
import { type DocumentDraft, readDrafts } from './draft.ts';
import { fileAt, HEAD } from './exact.ts';
import type { TextView } from './explore.ts';
import { identitiesOfBeginnings, identityOf, type Lack, lackOf, rebuild } from './rebuild.ts';

/** Candidates of all documents together, beyond one for each. */
const mostExtraCandidates = 63;

/** Of one document in several texts. */
const mostReadings = 6;

/** A draft that has all parts of a document, and where it was read. */
interface Whole {
  readonly draft: DocumentDraft;
  readonly view: TextView;
  /** The file as it stands in the text, if it has the form of one. */
  readonly exact: string | null;
}

/** A draft that lacks something. */
interface Fragment {
  readonly draft: DocumentDraft;
  readonly view: TextView;
  readonly lack: Lack;
  readonly identity: string;
  /** The text ends without another closing tag. */
  readonly isLast: boolean;
}

/** What one text gave. */
interface Harvest {
  readonly file: number;
  readonly wholes: number;
  readonly fragments: readonly Fragment[];
  readonly score: number;
}

/** Gathers the documents of several texts; the same document in several of them is one. */
export class Gathering {
  /** Documents by type and signature: two different ones never share both. */
  readonly #wholes = new Map<string, Whole[]>();
  readonly #harvests: Harvest[] = [];

  /** Whether no text has had anything of a document. */
  get isEmpty(): boolean {
    return this.#wholes.size === 0 && this.#harvests.every(({ fragments }) => fragments.length === 0);
  }

  add(view: TextView): void {
    let wholes = 0;
    const fragments: Fragment[] = [];
    let lastClosing: number | undefined;
    for (const draft of readDrafts(view.text, view.squeezed)) {
      const exact = isLossless(view) ? exactFile(view.text, draft) : null;
      const lack = exact === null ? lackOf(draft) : null;
      if (!lack) {
        wholes++;
        this.#keep({ draft, view, exact });
        continue;
      }
      const identity = identityOf(draft);
      lastClosing ??= view.text.lastIndexOf('</');
      if (identity !== null) fragments.push({ draft, view, lack, identity, isLast: lastClosing < draft.to });
    }
    const read = fragments.reduce((sum, { draft }) => sum + draft.elements.size + (draft.signature ?? '').length, 0);
    this.#harvests.push({ file: view.file, wholes, fragments, score: wholes * 1_000_000 + read });
  }

  #keep(whole: Whole): void {
    const key = `${whole.draft.type} ${whole.draft.signature}`;
    const readings = this.#wholes.get(key) ?? [];
    const isKnown = whole.exact !== null && readings.some(({ exact }) => exact === whole.exact);
    if (readings.length < mostReadings && !isKnown) this.#wholes.set(key, [...readings, whole]);
  }

  documents(): readonly HealedDocument[] {
    const wholes = [...this.#wholes.values()];
    const most = 1 + Math.floor(mostExtraCandidates / Math.max(1, wholes.length));
    return [...wholes.map((readings) => healedWhole(readings, most)), ...this.#newFragments().map(healedFragment)];
  }

  /** Broken documents, each once, and none that is also there as a whole. */
  #newFragments(): readonly Fragment[] {
    const fragments = new Map<string, Fragment>();
    for (const fragment of this.#bestFragments()) {
      if (!fragments.has(fragment.identity)) fragments.set(fragment.identity, fragment);
    }
    if (fragments.size === 0) return [];
    for (const readings of this.#wholes.values()) {
      for (const { draft } of readings) {
        for (const identity of identitiesOfBeginnings(draft)) fragments.delete(identity);
      }
    }
    return [...fragments.values()];
  }

  /** Undoing a layer too few or too many breaks documents: only the text of a file that gave most tells of broken ones. */
  #bestFragments(): readonly Fragment[] {
    const best = new Map<number, Harvest>();
    for (const harvest of this.#harvests) {
      const before = best.get(harvest.file);
      if (!before || harvest.score > before.score) best.set(harvest.file, harvest);
    }
    return [...best.values()].flatMap(({ fragments }) => fragments);
  }
}

function healedWhole(readings: readonly Whole[], most: number): HealedDocument {
  const type = readings[0]?.draft.type as DocumentType;
  const exact = readings.flatMap((reading) => reading.exact ?? []);
  const files = new Set(exact);
  const perReading = Math.max(1, Math.floor(most / readings.length));
  for (const { draft, view } of readings) {
    if (files.size >= most && exact.length > 0) break;
    if (lackOf(draft)) continue;
    for (const file of rebuild(draft, perReading, view.isSingleByte)) files.add(file);
  }
  const encoder = new TextEncoder();
  const candidates = [...files].slice(0, most).map((file) => encoder.encode(file));
  return { type, candidates, damages: exact.length > 0 ? [] : damagesOf(readings[0] as Whole) };
}

function healedFragment({ draft, view, lack, isLast }: Fragment): HealedDocument {
  const candidates = [new TextEncoder().encode(view.text.slice(draft.from, draft.to))];
  const isCut = !draft.signature || (lack.signatureCharacters > 0 && isLast);
  const damage: Damage = isCut
    ? 'end-missing'
    : lack.signatureCharacters > 0
      ? 'signature-incomplete'
      : 'field-missing';
  return {
    type: draft.type,
    candidates,
    damages: [...damagesOf({ draft, view }), damage],
    ...(!isCut && lack.signatureCharacters > 0 && { missing: lack.signatureCharacters }),
    ...(!isCut && lack.part && { part: lack.part }),
  };
}

/** Layers under which a text keeps its characters: what has the form of a file there is what was sent. */
function isLossless({ damages, isSingleByte }: TextView): boolean {
  return (
    !isSingleByte && damages.every((damage) => damage === 'archive' || damage === 'base64' || damage === 'encoding')
  );
}

function exactFile(text: string, { from }: DocumentDraft): string | null {
  const file = fileAt(text, from - HEAD.length);
  return file === null || file.includes('\ufffd') ? null : file;
}

/** What happened to a text, as far as it shows. */
function damagesOf({ draft, view }: { readonly draft: DocumentDraft; readonly view: TextView }): readonly Damage[] {
  const segment = view.text.slice(draft.from, draft.to);
  const damages = new Set(view.damages);
  if (segment.trim().split('\n').length > 2) damages.add('line-breaks');
  if (!view.text.slice(Math.max(0, draft.from - 200), draft.from).includes('<root')) damages.add('envelope-lost');
  if (segment.includes('\ufffd')) damages.add('characters-lost');
  if (damages.size === 0) damages.add('form');
  return [...damages];
}
