import { copiedCodeActions, copiedCodeIn } from '../../activation/courier/copiedCodes.ts';
import { orderActions } from '../../activation/order.ts';
import type { Order } from '../../activation/screens.ts';
import { Notice } from '../../ui/Notice.tsx';
import { useWizard } from '../context.ts';

/** An installation code was typed where the serial number belongs. */
export function NotSerial({ order }: { readonly order: Order }) {
  const { journey, messages } = useWizard();
  const { copied: words } = messages;
  const orders = journey.part(orderActions);
  // The field has put its own hyphens in.
  const groups = copiedCodeIn(orders.draftOf(order).serialNumber.replace(/[\s-]/g, ''));

  async function use(): Promise<void> {
    await orders.typeSerialNumber(order, '');
    await journey.part(copiedCodeActions).begin(groups ?? []);
  }

  return (
    <div role="status">
      {groups && (
        <Notice
          action={
            <button type="button" class="small" onClick={() => void use()}>
              {words.useAsCode}
            </button>
          }
        >
          {words.notSerial}
        </Notice>
      )}
    </div>
  );
}
