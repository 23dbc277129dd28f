import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { AdminMessages } from '../messages/admin/languages.ts';
import { CodePicture } from '../steps/code/CodePicture.tsx';
import { Glyph } from '../steps/Glyph.tsx';
import { useDesk } from './context.ts';
import type { Told } from './model.ts';
import { licenseCode } from './licenseCode.ts';
import type { Reissued } from './ports.ts';

interface LicensePanelProps {
  readonly license: Reissued;
  readonly checkPhrase: string;
}

/** A license to hand out: as a code, as a file, as text. */
export function LicensePanel({ license: { outcome, file }, checkPhrase }: LicensePanelProps) {
  const { desk, messages } = useDesk();
  const { license: words } = messages;
  const { product, fileEndings, serviceUrl } = desk.profile;
  /** What is read out, for the eyes. */
  const [said, setSaid] = useState<Told | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const fileName = `${product.id}-${checkPhrase}${fileEndings.license}`;
  const code = useMemo(() => licenseCode(file, `${serviceUrl}/`), [file, serviceUrl]);

  useEffect(() => heading.current?.focus(), [file]);

  async function copy(): Promise<void> {
    const copied = await desk.copy(new TextDecoder().decode(file));
    setSaid(() => (words: AdminMessages) => (copied ? words.copied : words.notCopied));
  }

  return (
    <section class="panel reissued">
      <div class="reissued-words">
        <h2 ref={heading} tabIndex={-1}>
          {words.title}
        </h2>
        <p>
          {words.outcomes[outcome]} {words.text}
        </p>
        {!code && <p class="hint">{words.tooLarge}</p>}
        <div class="choices">
          <button type="button" class="primary" onClick={() => setSaid(() => desk.save(fileName, file))}>
            <Glyph name="download" size={20} />
            {words.save}
          </button>
          <button type="button" onClick={() => void copy()}>
            <Glyph name="paste" size={20} />
            {words.copy}
          </button>
        </div>
        <p class="hint told" aria-hidden="true">
          {said?.(messages)}
        </p>
      </div>
      {code && (
        <figure class="reissued-code">
          <div role="img" aria-label={words.label}>
            <CodePicture drawing={code} />
          </div>
          <figcaption>
            {messages.columns.phrase} <strong translate={false}>{checkPhrase}</strong>
          </figcaption>
        </figure>
      )}
    </section>
  );
}
