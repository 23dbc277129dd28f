import type { Refusal } from '../../refusal.ts';
import { useAdmin } from '../context.ts';
import { Dialog } from '../parts/Dialog.tsx';

/** Asks before the seat of changed hardware moves, or another one is taken. */
export function ChangedMachine({ asked }: { readonly asked: Refusal }) {
  const { admin, messages } = useAdmin();
  const { changed: words } = messages.telephone;
  const { codeOrder } = admin;
  const { seat, seatsLeft } = asked.details;
  const isMove = seat === 'moves';
  return (
    <Dialog
      title={words.title}
      confirm={isMove ? words.confirmMove : words.confirmAnother}
      working={words.busy}
      busy={codeOrder.state.value.busy}
      onConfirm={() => void codeOrder.send(true)}
      onCancel={codeOrder.cancel}
    >
      <p>{words.text}</p>
      {isMove ? (
        <ul>
          <li>{words.moves}</li>
          <li>{words.limit}</li>
        </ul>
      ) : (
        <ul>
          <li>{words.another}</li>
          {typeof seatsLeft === 'number' && <li>{words.left(seatsLeft)}</li>}
        </ul>
      )}
    </Dialog>
  );
}
