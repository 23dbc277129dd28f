import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { ActivationRecord } from '../../contract/admin/activations.ts';
import type { AdminMessages } from '../../messages/adminLanguages.ts';
import { CodePicture } from '../../ui/CodePicture.tsx';
import { Glyph } from '../../ui/Glyph.tsx';
import type { Reissued } from '../api.ts';
import { useAdmin } from '../context.ts';
import type { Announcement } from '../model/announcements.ts';
import { licenseCode } from './licenseCode.ts';

/** Says how to get a license again that was given as a code: no file of it exists. */
export function CodeAgainPanel({ record }: { readonly record: ActivationRecord }) {
  const { admin, messages } = useAdmin();
  const { again: words } = messages.telephone;
  const heading = useRef<HTMLHeadingElement>(null);

  useEffect(() => heading.current?.focus(), []);

  function start(): void {
    admin.codeOrder.repeat(record);
    admin.navigation.show({ at: 'telephone' });
  }

  return (
    <section class="panel code-again">
      <h2 ref={heading} tabIndex={-1}>
        {words.title}
      </h2>
      <p>{words.text}</p>
      <div class="choices">
        <button type="button" class="primary" onClick={start}>
          {words.start}
        </button>
      </div>
    </section>
  );
}

interface LicensePanelProps {
  readonly license: Reissued;
  /** Its id. */
  readonly product: string;
  /** The computer ID. */
  readonly machine: string;
}

/** A license for the customer: QR code, file and text. */
export function LicensePanel({ license: { outcome, file }, product, machine }: LicensePanelProps) {
  const { admin, messages } = useAdmin();
  const { license: words } = messages;
  const busy = admin.activation.state.value.doing !== null;
  const { fileEndings, serviceUrl } = admin.products.profileOf(product);
  /** The announcement for screen readers, shown on screen too. */
  const [said, setSaid] = useState<Announcement | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const fileName = `${product}-${machine}${fileEndings.license}`;
  const code = useMemo(() => licenseCode(file, `${serviceUrl}/`), [file, serviceUrl]);

  useEffect(() => heading.current?.focus(), [file]);

  async function copy(): Promise<void> {
    const copied = await admin.files.copy(new TextDecoder().decode(file));
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
        {outcome === 'current' && <p class="hint">{words.anewHint}</p>}
        {!code && <p class="hint">{words.tooLarge}</p>}
        <div class="choices">
          <button type="button" class="primary" onClick={() => setSaid(() => admin.files.save(fileName, file))}>
            <Glyph name="download" size={20} />
            {words.save}
          </button>
          <button type="button" onClick={() => void copy()}>
            <Glyph name="paste" size={20} />
            {words.copy}
          </button>
          {outcome === 'current' && (
            <button
              type="button"
              aria-disabled={busy}
              aria-busy={busy}
              onClick={() => !busy && void admin.activation.reissue(true)}
            >
              {words.anew}
            </button>
          )}
        </div>
        <p class="hint announcement" aria-hidden="true">
          {said?.(messages)}
        </p>
      </div>
      {code && (
        <figure class="reissued-code">
          <div role="img" aria-label={words.label}>
            <CodePicture drawing={code} />
          </div>
          <figcaption>
            {messages.columns.machine} <strong translate={false}>{machine}</strong>
          </figcaption>
        </figure>
      )}
    </section>
  );
}
