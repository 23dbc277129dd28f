import { useEffect, useRef, useState } from 'preact/hooks';
import { csvLine } from '../../contract/csvText.ts';
import type { AdminMessages } from '../../messages/adminLanguages.ts';
import { Glyph } from '../../ui/Glyph.tsx';
import { useAdmin } from '../context.ts';
import type { Announcement } from '../model/announcements.ts';
import type { Minted } from '../model/mintModel.ts';
import { Dialog } from '../parts/Dialog.tsx';

/** New serial numbers in full, shown once. */
export function MintedSerials({ minted }: { readonly minted: Minted }) {
  const { admin, messages } = useAdmin();
  const { mint: words, columns } = messages;
  const heading = useRef<HTMLHeadingElement>(null);
  /** The announcement for screen readers, shown on screen too. */
  const [said, setSaid] = useState<Announcement | null>(null);
  const [asking, setAsking] = useState(false);
  const { order, serials, kept } = minted;
  const { product = admin.profile.product.id } = order;

  useEffect(() => heading.current?.focus(), []);

  async function copy(): Promise<void> {
    const lines = serials.map(({ serialNumber }) => serialNumber).join('\n');
    const copied = await admin.files.copy(lines);
    if (copied) admin.minting.keep();
    setSaid(() => (reader: AdminMessages) => (copied ? reader.copied : reader.notCopied));
  }

  function save(): void {
    const day = admin.now().toISOString().slice(0, 10);
    const file = new TextEncoder().encode(csvOf(minted));
    const saved = admin.files.save(`${product}-serial-numbers-${day}.csv`, file);
    setSaid(() => saved);
    admin.minting.keep();
  }

  return (
    <section class="panel minted">
      <div class="remark warning">
        <h2 ref={heading} tabIndex={-1}>
          {words.once}
        </h2>
        <p>{words.onceText}</p>
      </div>
      <p>
        {words.done(serials.length)} {admin.nameOfType(order.licenseType, product)}, {columns.seats}: {order.seats}
        {order.holder && (
          <>
            , {columns.holder}: <bdi>{order.holder}</bdi>
          </>
        )}
      </p>
      <ol class="numbers" aria-label={columns.serial}>
        {serials.map(({ serialId, serialNumber }) => (
          <li key={serialId}>
            <code dir="ltr" translate={false}>
              {serialNumber}
            </code>
          </li>
        ))}
      </ol>
      <div class="choices">
        <button type="button" class={kept ? '' : 'primary'} onClick={() => void copy()}>
          <Glyph name="paste" size={20} />
          {words.copy}
        </button>
        <button type="button" onClick={save}>
          <Glyph name="download" size={20} />
          {words.save}
        </button>
        <button
          type="button"
          class={kept ? 'primary' : 'quiet'}
          onClick={() => (kept ? admin.minting.dismiss() : setAsking(true))}
        >
          {words.dismiss}
        </button>
      </div>
      <p class="hint announcement" aria-hidden="true">
        {said?.(messages)}
      </p>
      {asking && (
        <Dialog
          title={words.forgetTitle}
          confirm={words.forget}
          danger
          onConfirm={admin.minting.dismiss}
          onCancel={() => setAsking(false)}
        >
          <p>{words.forgetText}</p>
        </Dialog>
      )}
    </section>
  );
}

function csvOf({ order, serials }: Minted): string {
  const { licenseType, seats, holder = '', note = '' } = order;
  const rows = serials.map(({ serialNumber }) => [serialNumber, licenseType, seats, holder, note]);
  return [['serialNumber', 'licenseType', 'seats', 'holder', 'note'], ...rows].map(csvLine).join('');
}
