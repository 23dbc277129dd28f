import { useState } from 'preact/hooks';
import { useWizard } from '../context.ts';
import { FileContents } from './FileContents.tsx';

interface DocumentDetailsProps {
  /** Exact bytes of one document, or of several one after another. */
  readonly file: Uint8Array;
  /** As the file is saved; names the report as well. */
  readonly fileName: string;
}

/** "Details": everything that a file holds, and its fingerprint; loaded when it is opened. */
export function DocumentDetails({ file, fileName }: DocumentDetailsProps) {
  const { messages } = useWizard();
  const [open, setOpen] = useState(false);
  return (
    <details class="document-details" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{messages.details}</summary>
      {open && <FileContents file={file} fileName={fileName} />}
    </details>
  );
}
