import type { FilePort } from '../activation/ports.ts';

/** Not text/plain: iPhones are reported to append `.txt`. */
const mediaType = 'application/octet-stream';

/**
 * Saves and shares files.
 *
 * @param secure whether the page is a secure context; elsewhere Chromium blocks all but a few file extensions
 */
export function createFiles(secure: boolean): FilePort {
  const fileOf = (name: string, bytes: Uint8Array) => new File([new Uint8Array(bytes)], name, { type: mediaType });

  return {
    save(name, bytes) {
      const savedAs = secure || name.endsWith('.txt') ? name : `${name}.txt`;
      const address = URL.createObjectURL(fileOf(savedAs, bytes));
      const link = document.createElement('a');
      link.href = address;
      link.download = savedAs;
      link.click();
      // Once started, the download no longer needs the address; a minute is enough on slow devices.
      setTimeout(() => URL.revokeObjectURL(address), 60_000);
      return savedAs;
    },

    // Share sheets refuse unknown types; mail and messengers accept text.
    canShare: typeof navigator.canShare === 'function' && navigator.canShare({ files: [shareable('probe.txt', [])] }),

    async share(name, bytes) {
      try {
        await navigator.share({ files: [shareable(`${name}.txt`, [new Uint8Array(bytes)])] });
        return true;
      } catch (error) {
        if (error instanceof DOMException && error.name === 'AbortError') return false;
        throw error;
      }
    },
  };
}

function shareable(name: string, parts: BlobPart[]): File {
  return new File(parts, name, { type: 'text/plain' });
}
