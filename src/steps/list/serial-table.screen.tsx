import { useMemo, useState } from 'preact/hooks';
import {
  draftOfAssignment,
  largestTable,
  previewTable,
  type TablePreview,
  tableText,
} from '../../activation/batch/table.ts';
import { batchActions } from '../../activation/courier/batchOrders.ts';
import { orderActions } from '../../activation/order.ts';
import { readSerialNumber } from '../../documents/serial/foreignSerialNumber.ts';
import { Card } from '../../ui/Card.tsx';
import { useWizard } from '../context.ts';
import { PrimaryButton } from '../frame/PrimaryButton.tsx';
import { ScreenFrame } from '../frame/ScreenFrame.tsx';
import { FilePicker } from '../intake/FilePicker.tsx';
import type { ScreenProps } from '../views.ts';
import { MachineId } from './ComputerRow.tsx';

/** A table assigns serial numbers to computers; what it means is shown before anything is ordered. */
export default function SerialTable({ screen: { order } }: ScreenProps<'serial-table'>) {
  const { journey, messages } = useWizard();
  const { table: words } = messages.list;
  const requestIds = order.for === 'carried-requests' ? order.requestIds : [];
  const text = journey.part(batchActions).tableOf(requestIds);
  const { carriedRequests, busy } = journey.state.value;
  const chosen = journey.part(orderActions).typeOf(order) ?? null;
  const types = journey.part(orderActions).typesOf(order);
  const preview = useMemo(() => {
    const ordered = carriedRequests.filter(({ requestId }) => requestIds.includes(requestId));
    const all = carriedRequests.filter(({ product }) => product === ordered[0]?.product);
    return previewTable(text, { ordered, all, types, chosen });
  }, [text, carriedRequests, requestIds, types, chosen]);

  function submit(event: Event): void {
    event.preventDefault();
    const drafts = new Map(preview.assignments.map((one) => [one.request.requestId, draftOfAssignment(one)]));
    if (drafts.size > 0 && !busy) {
      void journey.part(batchActions).orderAll([...drafts.keys()], ({ requestId }) => drafts.get(requestId) ?? null);
    }
  }

  return (
    <ScreenFrame title={words.title} lead={words.text} layout="open">
      <form class="serial-table" onSubmit={submit}>
        <TableField text={text} onText={(next) => void journey.part(batchActions).keepTable(requestIds, next)} />
        {preview.needsType && (
          <fieldset class="cards">
            <legend>
              {words.type} <span class="hint">{words.typeHint}</span>
            </legend>
            {types.map((type) => (
              <label key={type.id} class="check">
                <input
                  type="radio"
                  name="license-type"
                  checked={chosen?.id === type.id}
                  onChange={() => void journey.part(orderActions).chooseType(order, type.id)}
                />
                {type.name}
              </label>
            ))}
          </fieldset>
        )}
        {text.trim() !== '' && <Preview preview={preview} />}
        <div class="actions">
          <PrimaryButton ready={preview.assignments.length > 0} working={messages.serial.sending}>
            {preview.assignments.length > 0 ? words.order(preview.assignments.length) : words.nothing}
          </PrimaryButton>
        </div>
      </form>
    </ScreenFrame>
  );
}

function TableField({ text, onText }: { readonly text: string; readonly onText: (text: string) => void }) {
  const { messages } = useWizard();
  const { table: words } = messages.list;
  const [isTooLarge, setTooLarge] = useState(false);

  async function open([file]: readonly File[]): Promise<void> {
    if (!file) return;
    const fits = file.size <= largestTable;
    setTooLarge(!fits);
    if (fits) onText(tableText(new Uint8Array(await file.arrayBuffer())));
  }

  return (
    <>
      <label class="field">
        <span>{words.paste}</span>
        <textarea
          rows={6}
          dir="auto"
          spellcheck={false}
          autocomplete="off"
          maxLength={largestTable}
          placeholder={words.example}
          value={text}
          onInput={(event) => onText(event.currentTarget.value)}
        />
      </label>
      <FilePicker class="button" onChoose={(files) => void open(files)}>
        {words.open}
      </FilePicker>
      <p role="status" class="field-error">
        {isTooLarge && words.tooLarge}
      </p>
    </>
  );
}

function Preview({ preview: { assignments, faults, missing } }: { readonly preview: TablePreview }) {
  const { messages } = useWizard();
  const { table: words } = messages.list;
  return (
    <>
      {faults.length > 0 && (
        <Card title={words.faults(faults.length)}>
          <ul class="named">
            {faults.map(({ line, fault, text, suggestion }) => (
              <li key={line}>
                <strong>{words.line(line)}:</strong> <span>{words.why[fault](text)}</span>{' '}
                {suggestion !== null && words.suggestion(suggestion)}
              </li>
            ))}
          </ul>
        </Card>
      )}
      {assignments.length > 0 && (
        <Card title={words.ready(assignments.length)}>
          <div class="table-scroll">
            <table>
              <thead>
                <tr>
                  <th scope="col">{words.computer}</th>
                  <th scope="col">{words.type}</th>
                  <th scope="col">{words.serial}</th>
                </tr>
              </thead>
              <tbody>
                {assignments.map(({ request: { requestId, name, machine }, type, serialNumber }) => (
                  <tr key={requestId}>
                    <th scope="row">
                      {name && <bdi>{name}</bdi>} <MachineId>{machine}</MachineId>
                    </th>
                    <td>{type.name}</td>
                    <td dir="ltr">{serialNumber === '' ? words.noSerial : masked(serialNumber)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </Card>
      )}
      {missing.length > 0 && (
        <Card title={words.missing(missing.length)}>
          <ul class="named">
            {missing.map(({ requestId, name, machine }) => (
              <li key={requestId}>
                {name && <bdi>{name}</bdi>} <MachineId>{machine}</MachineId>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </>
  );
}

/** Enough to compare with the table, and no more. */
function masked(serialNumber: string): string {
  const read = readSerialNumber(serialNumber, 'any');
  return read.status === 'valid' ? read.masked : '';
}
