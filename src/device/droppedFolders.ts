/** A folder may be a whole drive, dropped by mistake. */
const mostFiles = 600;
const deepest = 8;

/**
 * Call it in the event itself: later, the browser has emptied the transfer.
 *
 * @returns all dropped files and folders when a folder is among them; none otherwise
 */
export function foldersIn(transfer: DataTransfer | null): readonly FileSystemEntry[] {
  const entries = [...(transfer?.items ?? [])].flatMap((item) => item.webkitGetAsEntry?.() ?? []);
  return entries.some((entry) => entry.isDirectory) ? entries : [];
}

/** @returns the files of folders, at most 600, each with its path as its name; without hidden ones */
export async function filesIn(entries: readonly FileSystemEntry[]): Promise<readonly File[]> {
  const files: File[] = [];
  await collect(entries, files, deepest);
  return files;
}

async function collect(entries: readonly FileSystemEntry[], files: File[], depth: number): Promise<void> {
  for (const entry of entries) {
    if (files.length >= mostFiles) return;
    if (isHidden(entry.name)) continue;
    if (isFile(entry)) files.push(...(await fileOf(entry)));
    else if (isFolder(entry) && depth > 0) await collect(await entriesOf(entry), files, depth - 1);
  }
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

/** What systems put into folders by themselves. */
function isHidden(name: string): boolean {
  return name.startsWith('.') || /^(?:thumbs\.db|desktop\.ini|__macosx)$/i.test(name);
}

/** @returns none when the file was deleted meanwhile */
async function fileOf(entry: FileSystemFileEntry): Promise<readonly File[]> {
  const file = await new Promise<File | null>((resolve) => entry.file(resolve, () => resolve(null)));
  return file ? [new File([file], entry.fullPath.replace(/^\//, ''), { type: file.type })] : [];
}

/** A reader returns the entries in portions; an empty one is the last. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = folder.createReader();
  const portion = () =>
    new Promise<readonly FileSystemEntry[]>((resolve) => reader.readEntries(resolve, () => resolve([])));
  const all: FileSystemEntry[] = [];
  for (let next = await portion(); next.length > 0 && all.length < mostFiles; next = await portion()) all.push(...next);
  return all;
}
