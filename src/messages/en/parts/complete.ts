import { refusalsIn } from '../../refusalText.ts';
import { refusals } from '../refusals.ts';
import { messages as first, type Messages } from '../wizard.ts';
import { later } from './later.ts';

/** All texts of the wizard in English. */
export const messages: Messages = { ...first, ...later, refusal: refusalsIn(refusals) };
