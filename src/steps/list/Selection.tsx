import { useState } from 'preact/hooks';
import { batchActions } from '../../activation/courier/batchOrders.ts';
import { listActions } from '../../activation/list/list.ts';
import { type Actionable, actionable, type ListRow } from '../../activation/list/rows.ts';
import { ActionBar } from '../../ui/ActionBar.tsx';
import { Button } from '../../ui/Button.tsx';
import { Menu, MenuItem } from '../../ui/Menu.tsx';
import { useWizard } from '../context.ts';
import { NameField } from '../license/ComputerName.tsx';

/** What can be done with the ticked rows, always in reach. Only rows in sight are acted on. */
export function Selection({ rows }: { readonly rows: readonly ListRow[] }) {
  const { journey, messages } = useWizard();
  const { list: words } = messages;
  const [saved, setSaved] = useState<string | null>(null);
  const [naming, setNaming] = useState<string | null>(null);
  const { ticked: ids } = journey.state.value.list;
  const isTicked = new Set(ids);
  const ticked = rows.filter(({ id }) => isTicked.has(id));
  const { carriedRequests } = journey.state.value;
  const hidden = carriedRequests.filter(({ requestId }) => isTicked.has(requestId)).length - requestsIn(ticked).length;
  const named = carriedRequests.find(({ requestId }) => requestId === naming);
  const can = actionable(ticked);
  const isIdle = ticked.length === 0;
  const canScan = journey.cameraAccess.value === 'possible';
  if (isIdle && !canScan && saved === null) return null;
  return (
    <ActionBar label={words.actions}>
      <p role="status">
        {saved !== null && `${words.saved(saved)} `}
        {!isIdle && words.ticked(ticked.length, Math.max(0, hidden))}
      </p>
      {named && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset would be read as part of a form
        <div class="name-editor editing" role="group" onKeyDown={(event) => event.key === 'Enter' && setNaming(null)}>
          <NameField requestId={named.requestId} name={named.name} />
          <Button small onPress={() => setNaming(null)}>
            {words.name.done}
          </Button>
        </div>
      )}
      {!isIdle && <MoreActions ticked={ticked} can={can} onSaved={setSaved} onName={setNaming} />}
      {canScan && (
        <Button look={isIdle ? 'primary' : 'plain'} glyph="camera" onPress={() => journey.open('camera')}>
          {words.scanMore}
        </Button>
      )}
      {!isIdle && <MainActions can={can} />}
    </ActionBar>
  );
}

/** Ordering, or showing what was ordered. An order and a bundle are for one product. */
function MainActions({ can }: { readonly can: Actionable }) {
  const { journey, messages } = useWizard();
  const { list: words } = messages;
  const nameOf = (product: string) => journey.profileOf(product).product.name;
  const shows = [...can.licenses].map(([product, ids]) => ({
    label: can.licenses.size > 1 ? words.showOf(ids.length, nameOf(product)) : words.show(ids.length),
    press: () => journey.courier.showAll(product, ids),
  }));
  const orders = [...can.orders].map(([product, ids]) => ({
    label: can.orders.size > 1 ? words.orderOf(ids.length, nameOf(product)) : words.order(ids.length),
    press: () => journey.part(batchActions).orderSeveral(ids),
  }));
  const actions = [...shows, ...orders];
  return (
    <>
      {actions.map(({ label, press }, index) => (
        <Button key={label} look={index === actions.length - 1 ? 'primary' : 'plain'} onPress={press}>
          {label}
        </Button>
      ))}
    </>
  );
}

interface MoreActionsProps {
  readonly ticked: readonly ListRow[];
  readonly can: Actionable;
  readonly onSaved: (name: string) => void;
  readonly onName: (requestId: string) => void;
}

function MoreActions({ ticked, can, onSaved, onName }: MoreActionsProps) {
  const { journey, messages } = useWizard();
  const { list: words } = messages;
  const [only, another] = requestsIn(ticked);
  const receiptIds = ticked.flatMap(({ receipt }) => receipt?.id ?? []);
  const save = (product: string, ids: readonly string[]) => onSaved(journey.saveAll(product, ids));
  return (
    <Menu label={words.more} text={words.more} align="start" above>
      {only !== undefined && another === undefined && (
        <MenuItem onPress={() => onName(only)}>{words.name.rename}</MenuItem>
      )}
      {[...can.licenses].map(([product, ids]) => (
        <MenuItem key={product} glyph="download" onPress={() => save(product, ids)}>
          {can.licenses.size > 1
            ? words.saveOf(ids.length, journey.profileOf(product).product.name)
            : words.save(ids.length)}
        </MenuItem>
      ))}
      {can.undelivered.length > 0 && (
        <MenuItem glyph="check" onPress={() => void journey.part(listActions).markDelivered(can.undelivered, true)}>
          {words.deliver(can.undelivered.length)}
        </MenuItem>
      )}
      {can.delivered.length > 0 && (
        <MenuItem onPress={() => void journey.part(listActions).markDelivered(can.delivered, false)}>
          {words.undeliver(can.delivered.length)}
        </MenuItem>
      )}
      {can.waiting.length > 0 && (
        <MenuItem onPress={() => void journey.part(batchActions).takeBack(can.waiting)}>
          {words.takeBack(can.waiting.length)}
        </MenuItem>
      )}
      <MenuItem danger parted onPress={() => void journey.part(listActions).remove(requestsIn(ticked), receiptIds)}>
        {words.remove(ticked.length)}
      </MenuItem>
    </Menu>
  );
}

function requestsIn(rows: readonly ListRow[]): readonly string[] {
  return rows.flatMap(({ request }) => request?.requestId ?? []);
}
