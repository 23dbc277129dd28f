import { useEffect, useRef, useState } from 'preact/hooks';
import { usualAlphabet } from '../../typed/spelling.ts';
import { Button } from '../../ui/Button.tsx';
import { CodeReader } from '../../ui/codes/CodeReader.tsx';
import { useAdmin } from '../context.ts';
import type { DictatedCode } from '../model/telephone/codeOrderModel.ts';
import { fragmentOf } from '../model/view.ts';
import { type Fact, Facts } from '../parts/Facts.tsx';
import { RefusalNotice } from '../parts/RefusalNotice.tsx';
import { Until, useDates } from '../parts/When.tsx';
import { PrintCodeButton } from './PrintCodeButton.tsx';

/** The confirmation code, to dictate, print or copy. */
export function DictatedAnswer({ answer }: { readonly answer: DictatedCode }) {
  const { admin, messages } = useAdmin();
  const { answer: words } = messages.telephone;
  const { code, outcome } = answer;
  const { codes, language } = messages;
  const heading = useRef<HTMLHeadingElement>(null);
  const alphabet = admin.spelling.value ?? usualAlphabet(language);
  const facts = useFacts(answer);

  useEffect(() => heading.current?.focus(), []);

  return (
    <section class="panel dictated">
      <div class="dictated-head">
        <h2 ref={heading} tabIndex={-1}>
          {words.title(code.machine)}
        </h2>
        <p>
          {words.outcomes[outcome]} {words.compare}
        </p>
      </div>
      <Facts facts={facts.shown} />
      <div class="choices">
        <PrintCodeButton
          title={codes.kinds.confirmation}
          text={words.sheet(code.machine)}
          groups={code.groups}
          alphabet={alphabet}
          facts={facts.printed}
        />
        <CopyButton text={code.groups.join(' ')} />
        {admin.session.can('activations:read') && (
          <a class="button" href={`#${fragmentOf({ at: 'activation', id: code.licenseId })}`}>
            {words.record}
          </a>
        )}
      </div>
      <CodeReader
        label={codes.kinds.confirmation}
        groups={code.groups}
        words={codes}
        language={language}
        speaker={admin.speaker}
        alphabet={alphabet}
        onAlphabet={(chosen) => {
          admin.spelling.value = chosen;
        }}
      />
      {admin.codeOrder.state.value.refusal && <RefusalNotice refusal={admin.codeOrder.state.value.refusal} />}
      <div class="choices">
        <Button look="primary" onPress={admin.codeOrder.clear}>
          {words.done}
        </Button>
        {admin.codeOrder.repeated.value !== null && (
          <Button onPress={() => void admin.codeOrder.renew()}>{words.renew}</Button>
        )}
      </div>
    </section>
  );
}

/** What the code is, on the page and on paper. */
function useFacts({ code, product }: DictatedCode) {
  const { admin, messages } = useAdmin();
  const { columns, facts } = messages;
  const dates = useDates();
  const { machine, licenseType, stopDate } = code;
  const type = admin.nameOfType(licenseType, product);
  const name = admin.products.nameOf(product);
  const shown: readonly Fact[] = [
    [
      columns.machine,
      <strong key="machine" class="mono large" translate={false}>
        {machine}
      </strong>,
    ],
    [columns.product, <bdi key="product">{name}</bdi>],
    [columns.type, type],
    [columns.until, stopDate ? <Until key="until" end={stopDate} /> : facts.forever],
  ];
  const printed = [
    [columns.machine, machine],
    [columns.product, name],
    [columns.type, type],
    [columns.until, stopDate ? dates.end(stopDate) : facts.forever],
  ] as const;
  return { shown, printed };
}

function CopyButton({ text }: { readonly text: string }) {
  const { admin, messages } = useAdmin();
  const [copied, setCopied] = useState<boolean | null>(null);
  const copy = () => admin.files.copy(text, ({ telephone }) => telephone.answer.notCopied);
  return (
    <>
      <Button glyph="paste" onPress={() => void copy().then(setCopied)}>
        {messages.telephone.answer.copy}
      </Button>
      <span class="hint announcement" aria-hidden="true">
        {copied === null ? '' : copied ? messages.copied : messages.telephone.answer.notCopied}
      </span>
    </>
  );
}
