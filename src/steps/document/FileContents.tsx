import { useWizard } from '../context.ts';
import type { ContentsProps } from './Contents.tsx';
import { FileText } from './FileText.tsx';
import { loadContents } from './loadContents.ts';
import { useLoaded } from './useLoaded.ts';

/** Everything that a file holds, field by field. Where the explanations cannot be loaded, the file itself. */
export function FileContents(props: Omit<ContentsProps, 'words'>) {
  const { messages } = useWizard();
  const part = useLoaded(loadContents, messages.language);
  if (part === null) return <p class="opening">{messages.opening}</p>;
  if (part === 'failed') return <FileText file={props.file} />;
  return <part.Contents {...props} words={part.words} />;
}
